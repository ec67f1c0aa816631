/** Adds images, lets their builds run and end, without an engine, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { claimBuild, finishBuild, listRunningJobs } from '#db/queries/build-queue.ts'
import { insertCustomImage } from '#db/queries/image-changes.ts'
import { getUser } from '#db/queries/users.ts'
import type { Verdict } from '#lib/builds/state.ts'

const atOnce = 50
const ends: Verdict[] = ['succeeded', 'failed', 'cancelled', 'interrupted']
const log = { lines: 1, bytes: 9, sha256: 'x' }
const viewer = getUser(1)?.viewer
if (!viewer) throw new Error('Nobody is known.')
const spec = { base: 'nowhere.invalid/base:1', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
const common = {
  description: '',
  type: 'cpu' as const,
  pullSecretId: null,
  isGlobal: true,
  groupIds: [],
  spec,
}

for (let at = 0; ; at++) {
  const { buildId } = insertCustomImage(viewer, { ...common, displayName: `image-${at}` })
  claimBuild()
  const running = listRunningJobs()
  const oldest = running.length > atOnce ? running[0] : undefined
  if (oldest) endBuild(oldest.id, ends[at % ends.length] ?? 'failed')
  if (running.length > atOnce) console.log(buildId)
  await sleep(1)
}

function endBuild(id: number, state: Verdict): void {
  const digest = `sha256:${id.toString(16).padStart(64, '0')}`
  const published = state === 'succeeded' ? { reference: `r.example/x:${id}`, digest, packages: [] } : null
  finishBuild(id, { state, diagnosis: null, log, published })
}
