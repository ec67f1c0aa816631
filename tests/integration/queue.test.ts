import { expect, test } from 'vitest'
import { jumpClock } from '../faults/jump-clock.ts'
import { restoreBackups } from '../faults/restore-backups.ts'
import { submitTogether } from '../faults/submit-together.ts'

// Where the web application is not built yet, it is built first.
const patience = 600_000

test(
  'a form that is sent many times at once makes one image and one build, which every answer names',
  async () => {
    expect(await submitTogether(8)).toMatchObject({ held: 16, lost: 0 })
  },
  patience,
)

test('a backup that is restored calls no build running whose process is not there', async () => {
  expect(await restoreBackups(1)).toMatchObject({ held: 1, lost: 0 })
})

test('a clock that jumps by an hour ends no build and changes no order', async () => {
  expect(await jumpClock(1)).toMatchObject({ held: 1, lost: 0 })
})
