import { expect, test } from 'vitest'
import { claimTogether } from '../../faults/claim-together.ts'
import { fuzzBuilds } from '../../faults/fuzz-builds.ts'
import { killMigration } from '../../faults/kill-migration.ts'
import { killWriter } from '../../faults/kill-writer.ts'
import { refuseWrites } from '../../faults/refuse-writes.ts'
import { waitBehindMany } from '../../faults/wait-behind-many.ts'

// What runs out is patience with a busy machine, not with the code.
const patience = 120_000

test(
  'whatever people, the builder, the engine and the clock do, every build has one truthful state',
  async () => {
    expect(await fuzzBuilds(200)).toMatchObject({ held: 200, lost: 0 })
  },
  patience,
)

test(
  'four processes that claim from one queue never take the same build',
  async () => {
    expect(await claimTogether(200)).toMatchObject({ held: 200, lost: 0 })
  },
  patience,
)

test(
  'what was acknowledged survives the death of who wrote it',
  async () => {
    expect(await killWriter(3)).toMatchObject({ held: 3, lost: 0 })
  },
  patience,
)

test(
  'who queues one build behind fifty of somebody else waits for one of them',
  async () => {
    expect(await waitBehindMany(3)).toMatchObject({ held: 3, lost: 0 })
  },
  patience,
)

test(
  'a migration that is killed leaves the old schema or the new one, and the copy of the old one before it',
  async () => {
    expect(await killMigration(4)).toMatchObject({ held: 4, lost: 0 })
  },
  patience,
)

test(
  'a write that is refused takes nothing along that was acknowledged',
  async () => {
    expect(await refuseWrites(8)).toMatchObject({ held: 8, lost: 0 })
  },
  patience,
)
