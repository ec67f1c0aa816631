import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { claimBuild } from '#db/queries/build-queue.ts'
import { requestCancel } from '#db/queries/builds.ts'
import type { Viewer } from '#lib/access.ts'
import { createEnder, readEndReason } from '#lib/builder/ending.ts'
import { openJournal } from '#lib/builder/journal.ts'
import { customImage, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let folder: string
let ada: Viewer

beforeEach(() => {
  folder = path.join(openFreshDatabase(), 'build')
  mkdirSync(folder)
  ;({ ada } = samplePeople())
})

/** A process that, when it is told to end, keeps what it finds written down at that moment. */
function startWitness(): Promise<number> {
  const script = 'trap "cp told-to-end seen; exit" TERM; echo ready; while :; do sleep 0.02; done'
  const child = spawn('/bin/sh', ['-c', script], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return new Promise((resolve) => child.stdout.once('data', () => resolve(child.pid ?? 0)))
}

test('why a build is told to end is written down before it is told', async () => {
  const { buildId } = customImage(ada, 'image')
  claimBuild()
  const journal = await openJournal(folder)
  const end = createEnder({ buildId, folder, journal })
  const group = await startWitness()
  await end({ state: 'running', group, elapsedMs: 0 })
  expect(await readEndReason(folder)).toBeNull()
  requestCancel(ada, buildId)
  await end({ state: 'running', group, elapsedMs: 0 })
  await vi.waitFor(() => expect(readFileSync(path.join(folder, 'seen'), 'utf8')).toBe('cancelled'))
  await journal.close()
})
