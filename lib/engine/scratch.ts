/** Folders for a moment, which may hold credentials: in memory where there is such a place, else below the data folder. */
import { mkdir, mkdtemp, readdir, readlink, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { config } from '#lib/config.ts'
import { memoryFolder, memoryFolders } from '#lib/secrets/memory.ts'
import { readProcess, readText } from './run-files.ts'

const oldMs = 10 * 60_000

/** A new folder (0700). Its user removes it; a killed user leaves it to the sweep. */
export async function newScratchFolder(): Promise<string> {
  // Web and builder may be two users: where they share the place, each has folders of its own there.
  await mkdir(scratch(), { recursive: true, mode: 0o770 })
  const start = (await readProcess(process.pid))?.start ?? 0
  return mkdtemp(path.join(scratch(), `call-${await namespace()}-${process.pid}-${start}-`))
}

/** Removes what killed processes of this user left behind, and ends the clients that they had started with it. */
export async function sweepScratchFolders(): Promise<void> {
  for (const place of [...memoryFolders(), onDisk()]) await sweepPlace(place)
}

async function sweepPlace(place: string): Promise<void> {
  const names = await readdir(place).catch(() => [])
  for (const name of names.filter((each) => each.startsWith('call-'))) {
    const folder = path.join(place, name)
    if (!(await isLeft(folder))) continue
    await endClients(folder)
    await rm(folder, { recursive: true, force: true })
  }
}

/** It is ours and its process is dead; or, where that cannot be seen from here (another container), it is old. */
async function isLeft(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null)
  if (found?.uid !== process.getuid?.()) return false
  const [, where, pid, start] = /^call-(\w+)-(\d+)-(\d+)-/.exec(path.basename(folder)) ?? []
  if (where !== undefined && where !== unknown && where === (await namespace()))
    return (await readProcess(Number(pid)))?.start !== Number(start)
  return found !== null && Date.now() - found.mtimeMs > oldMs
}

/** A client that asks a silent registry would outlive whoever killed its parent. */
async function endClients(folder: string): Promise<void> {
  for (const pid of (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))) {
    const environment = await readText(`/proc/${pid}/environ`).catch(() => null)
    if (environment?.split('\0').includes(`DOCKER_CONFIG=${folder}`)) kill(Number(pid))
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const unknown = 'unknown'

/** Pids mean something within one of these only. */
async function namespace(): Promise<string> {
  const link = await readlink('/proc/self/ns/pid').catch(() => '')
  return /\d+/.exec(link)?.[0] ?? unknown
}

function scratch(): string {
  return memoryFolder() ?? onDisk()
}

function onDisk(): string {
  return path.join(config().SLIPWAY_DATA, 'scratch')
}
