/** An engine of one's own to break: it is given little disk, killed, or robbed of its network. Linux, root. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { startPrivateEngine, stopPrivateEngine } from '../../scripts/up/engine/private-engine.ts'
import { type House, openHouse } from '../../scripts/up/house.ts'

export type OwnEngine = { dockerHost: string; bridge: string; kill: () => void; stop: () => Promise<void> }

/** Beside the engine's own folder, whose mounts are taken away before it starts. */
const smallDisk = path.resolve('.test/failing-disk')

/** `disk`: bytes of its data folder, as `mount -o size=` takes them. */
export async function startOwnEngine(disk?: string): Promise<OwnEngine> {
  const house = openHouse(path.resolve('.test/failing-engine'))
  await stopOwnEngine(house)
  if (disk) {
    mkdirSync(smallDisk, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${disk}`, 'tmpfs', smallDisk])
    symlinkSync(smallDisk, house.place('engine', 'data'))
  }
  const { dockerHost, network } = await startPrivateEngine(house, unpacked(house))
  return {
    dockerHost,
    bridge: network.bridge,
    kill: () => process.kill(pidOf(house), 'SIGKILL'),
    stop: () => stopOwnEngine(house),
  }
}

async function stopOwnEngine(house: House): Promise<void> {
  await stopPrivateEngine(house)
  const isMounted = readFileSync('/proc/self/mounts', 'utf8').includes(` ${smallDisk} `)
  if (isMounted) execFileSync('umount', ['-l', smallDisk])
  rmSync(house.place('engine', 'data'), { recursive: true, force: true })
}

/** The packages of the tests' own engine; links cost nothing. */
function unpacked(house: House): string {
  const root = house.place('engine', 'root')
  if (!existsSync(root))
    execFileSync('cp', ['-al', openHouse(path.resolve('.test/data')).place('engine', 'root'), root])
  return root
}

function pidOf(house: House): number {
  return (JSON.parse(readFileSync(house.place('run', 'engine.json'), 'utf8')) as { pid: number }).pid
}
