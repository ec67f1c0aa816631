import { expect, test } from 'vitest'
import { fillDisk } from '../../faults/fill-disk.ts'

test('a full disk of the database, of the logs or of the engine falsifies nothing and is recovered from without a restart', async () => {
  expect(await fillDisk(3)).toMatchObject({ lost: 0 })
}, 300_000)
