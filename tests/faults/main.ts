/** `npm run faults [-- name…]`: breaks things on purpose, on the real engine; one JSON line for each test. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import takeScratch from '../support/scratch.ts'
import { chosen, withParts } from '../support/workbench.ts'
import { breakProxy } from './break-proxy.ts'
import { cancelBuild } from './cancel-build.ts'
import { crowdSlowly } from './crowd-slowly.ts'
import { failRegistry } from './fail-registry.ts'
import { fillDisk } from './fill-disk.ts'
import { floodLog } from './flood-log.ts'
import { killEngine } from './kill-engine.ts'
import { killServer } from './kill-server.ts'
import { loseConnection } from './lose-connection.ts'
import { queueFaults } from './queue.ts'
import type { Fault } from './result.ts'
import { tryEveryAction, tryEveryDoor, tryWithoutProxy } from './security-access.ts'
import { keepSecretsIn } from './security-answers.ts'
import { sendForeign, sendTooMuch } from './security-changes.ts'
import { raceToBeFirst } from './security-first.ts'
import { resistInjection } from './security-injection.ts'
import { askTooOften } from './security-limits.ts'
import { printPayloads } from './security-log.ts'
import { stayOutside } from './security-network.ts'
import { openEveryPage } from './security-pages.ts'
import { rotateInUse } from './security-rotation.ts'
import { hidePasswords } from './security-secrets.ts'
import { loseStreams } from './security-streams.ts'

const faults: Fault[] = [
  ...queueFaults,
  { name: 'T1', runs: 50, run: killServer },
  { name: 'T3', runs: 20, run: killEngine },
  { name: 'T4', runs: 20, run: loseConnection },
  { name: 'T5', runs: 20, run: breakProxy },
  { name: 'T8', runs: 140, run: cancelBuild },
  { name: 'T9', runs: 12, run: fillDisk },
  { name: 'T13', runs: 8, run: floodLog },
  { name: 'T14', runs: 50, run: crowdSlowly },
  { name: 'T17', runs: 40, run: failRegistry },
  { name: 'security.first', runs: 20, run: raceToBeFirst },
  { name: 'security.injection', runs: 1_000_000, run: resistInjection },
  { name: 'security.doors', runs: 18, run: tryEveryDoor },
  { name: 'security.actions', runs: 5, run: tryEveryAction },
  { name: 'security.no-proxy', runs: 1, run: tryWithoutProxy },
  { name: 'security.changes', runs: 5, run: sendForeign },
  { name: 'security.bodies', runs: 1, run: sendTooMuch },
  { name: 'security.log', runs: 1, run: printPayloads },
  { name: 'security.pages', runs: 1, run: openEveryPage },
  { name: 'security.streams', runs: 25, run: loseStreams },
  { name: 'security.limits', runs: 20, run: askTooOften },
  { name: 'security.rotation', runs: 10_000, run: rotateInUse },
  { name: 'security.secrets', runs: 20, run: hidePasswords },
  { name: 'security.answers', runs: 5, run: keepSecretsIn },
  { name: 'security.network', runs: 20, run: stayOutside },
]

const alone = faults.find(({ name }) => name === process.env.SLIPWAY_FAULT)
if (alone) await runFault(alone)
else await runAll(chosen(faults))

async function runAll(wanted: readonly Fault[]): Promise<void> {
  const removeScratch = takeScratch()
  const run = async () => {
    for (const { name } of wanted) await runApart(name)
  }
  await (wanted.some(({ needsParts }) => needsParts !== false) ? withParts(run) : run()).finally(
    removeScratch,
  )
}

/** In a process of its own: each has its own data folder and its own environment. */
async function runApart(name: string): Promise<void> {
  const env = { ...process.env, SLIPWAY_FAULT: name }
  const child = spawn(process.execPath, [import.meta.filename], { env, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exitCode = 1
}

async function runFault({ name, runs, run }: Fault): Promise<void> {
  await import('../support/environment.ts')
  const result = await run(Number(process.env.RUNS ?? runs))
  console.log(JSON.stringify({ test: name, ...result }))
  process.exit(result.lost > 0 ? 1 : 0)
}
