/** What an engine that was killed leaves behind: its helpers, its containers' processes, its mounts. */
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import path from 'node:path'
import { succeeds } from '../exec.ts'
import { type House, socketFolder } from '../house.ts'
import { identify } from '../identity.ts'
import { endProcess } from '../processes.ts'

const helpers = /\/(dockerd|containerd|containerd-shim[\w-]*|runc|docker-proxy)$/

/** Ends the processes and unmounts the mounts. Safe where there are none, and while no engine of ours runs. */
export async function clearLeftovers(house: House): Promise<void> {
  const home = house.place('engine')
  for (const pid of processIds()) {
    if (!isHelper(pid, home) && !livesIn(pid, home)) continue
    const identity = identify(pid)
    if (identity) await endProcess(identity, 'SIGKILL', 5_000)
  }
  const folders = [home, socketFolder(house)]
  const mounts = mountPoints().filter((point) => folders.some((folder) => point.startsWith(`${folder}/`)))
  for (const point of mounts.reverse()) await succeeds('umount', ['-l', point])
  // A pid file may name a zombie that nobody has collected yet; dockerd would take it for a running engine.
  for (const name of ['docker.pid', 'docker.sock', 'exec']) {
    rmSync(path.join(socketFolder(house), name), { recursive: true, force: true })
  }
  if (socketFolder(house) !== home) rmSync(socketFolder(house), { recursive: true, force: true })
}

/** One of the engine's own programs, started from our unpacked packages. */
function isHelper(pid: number, home: string): boolean {
  try {
    const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
    return program.startsWith(`${home}/root/`) && helpers.test(program)
  } catch {
    return false
  }
}

/**
 * A container's or a build step's process: it has a view of mounts of its own, and its root lies in the
 * engine's folder. In a container of another engine our own root may have a path that looks the same.
 */
function livesIn(pid: number, home: string): boolean {
  try {
    if (readlinkSync(`/proc/${pid}/ns/mnt`) === readlinkSync('/proc/self/ns/mnt')) return false
    return hasRootIn(readFileSync(`/proc/${pid}/mountinfo`, 'utf8'), home)
  } catch {
    return false
  }
}

/** True where the root of this mountinfo is an overlay of layers in the engine's folder. */
export function hasRootIn(mountinfo: string, home: string): boolean {
  const root = mountinfo.split('\n').find((line) => line.split(' ')[4] === '/') ?? ''
  const layers = root.split(/[ ,:=]/)
  return layers.some((layer) => layer.startsWith(`${home.replaceAll(' ', '\\040')}/data/`))
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** In the order of mounting; blanks in a path stand as \040. */
function mountPoints(): string[] {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n')
  return lines.map((line) => (line.split(' ')[4] ?? '').replaceAll('\\040', ' ')).filter(Boolean)
}
