/** T16: backups are taken while fifty builds run and others come and go; each is restored and a builder started on it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { backupDatabase } from '#db/backup.ts'
import { db, openDatabase, setDatabase } from '#db/client.ts'
import { type Job, listRunningJobs } from '#db/queries/build-queue.ts'
import { restoreDatabase } from '#db/restore.ts'
import { identityOf, writeBegun } from '#lib/builder/begun.ts'
import { endBuilder, newDataFolder, startBuilder } from '../support/builder.ts'
import { person } from '../support/catalogue.ts'
import type { Result } from './result.ts'
import { isWholeDatabase } from './whole-database.ts'
import { startWorker } from './workers/start.ts'

const patienceMs = 600_000

/** Held: the copy is whole, and of the builds that it knows as running none is called so whose process is not there. */
export async function restoreBackups(runs: number): Promise<Result> {
  let held = 0
  for (const copy of await takeBackups(runs)) if (await comesBack(copy)) held++
  return { runs, held, lost: runs - held }
}

/** Taken in the middle of it, one after the other. */
async function takeBackups(runs: number): Promise<string[]> {
  const folder = newDataFolder()
  setDatabase(undefined)
  person('ada', { isAdministrator: true })
  const worker = startWorker('keep-building.ts', folder)
  const copies: string[] = []
  for (let run = 0; run < runs; run++) {
    const before = worker.text()
    while (worker.text() === before && worker.process.exitCode === null) await sleep(5)
    const copy = path.join(folder, 'backups', `${run}.db`)
    backupDatabase(path.join(folder, 'slipway.db'), copy)
    copies.push(copy)
  }
  worker.process.kill('SIGKILL')
  await worker.ended
  return copies
}

async function comesBack(copy: string): Promise<boolean> {
  const data = mkdtempSync(path.resolve('.test', 'restored-'))
  const file = path.join(data, 'slipway.db')
  restoreDatabase(copy, file)
  process.env.SLIPWAY_DATA = data
  setDatabase(openDatabase(file))
  const running = listRunningJobs()
  const dead = running.filter((_, at) => at % 2 === 0)
  for (const job of dead) await leaveDead(job, data)
  const builder = startBuilder()
  const until = Date.now() + patienceMs
  while (countActive() > 0 && Date.now() < until) await sleep(200)
  await endBuilder(builder, 'SIGTERM')
  const hasEnded = countActive() === 0 && dead.every(({ id }) => stateOf(id) === 'interrupted')
  db().$client.close()
  const isHeld = running.length >= 50 && hasEnded && isWholeDatabase(file)
  rmSync(data, { recursive: true })
  return isHeld
}

/** The folder of a build whose machine was switched off: its process was of another boot. */
async function leaveDead(job: Job, data: string): Promise<void> {
  const folder = path.join(data, 'builds', String(job.id))
  mkdirSync(path.join(folder, 'claim'), { recursive: true })
  const pids = { wrapper: 1, wrapperStart: 1, child: 1, childStart: 1, boot: 'another' }
  writeFileSync(path.join(folder, 'pid.json'), JSON.stringify(pids))
  const repository = `registry.invalid/slipway/${job.imageName}`
  await writeBegun(folder, { identity: identityOf(job), repository, hasContainerdStore: false })
}

function countActive(): number {
  const query = "SELECT count(*) AS active FROM builds WHERE state IN ('queued', 'running')"
  return (db().$client.prepare(query).get() as { active: number }).active
}

function stateOf(id: number): string | undefined {
  const row = db().$client.prepare('SELECT state FROM builds WHERE id = ?').get(id)
  return (row as { state: string } | undefined)?.state
}
