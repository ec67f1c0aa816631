import { expect, test } from 'vitest'
import { cancelBuild } from '../../faults/cancel-build.ts'
import { moments } from '../../faults/moments.ts'

// How quick it is, the long form says: here other tests may be running.
const patienceMs = 20_000

test('a build that is cancelled anywhere on its way ends as cancelled and leaves nothing', async () => {
  expect(await cancelBuild(moments.length, patienceMs)).toMatchObject({ lost: 0 })
})
