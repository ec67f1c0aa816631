import { expect, test } from 'vitest'
import { jumpClock } from '../faults/jump-clock.ts'
import { restoreBackups } from '../faults/restore-backups.ts'

test('a backup that is restored calls no build running whose process is not there', async () => {
  expect(await restoreBackups(1)).toMatchObject({ held: 1, lost: 0 })
})

test('a clock that jumps by an hour ends no build and changes no order', async () => {
  expect(await jumpClock(1)).toMatchObject({ held: 1, lost: 0 })
})
