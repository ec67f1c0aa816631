import { expect, test } from 'vitest'
import { restoreBackups } from '../faults/restore-backups.ts'

test('a backup that is restored calls no build running whose process is not there', async () => {
  expect(await restoreBackups(1)).toMatchObject({ held: 1, lost: 0 })
})
