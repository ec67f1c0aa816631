/** What a run of the parts changes on a machine. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** Programs that run with our data folder in their command line or from our packages. */
export function ourProcesses(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const words = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
      const file = attempt(() => readlinkSync(`/proc/${pid}/exe`))
      return words.includes(dataDir) || file.startsWith(dataDir) ? [words] : []
    })
}

/** What an engine changes on a machine: bridges, rules, forwarding, mounts. */
export function machineState(dataDir: string) {
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 8)
  return {
    bridge: existsSync(`/sys/class/net/slip${id}`),
    rules: attempt(() => execFileSync('iptables-save', { encoding: 'utf8' }))
      .split('\n')
      .filter((line) => line.includes(id)),
    forwarding: attempt(() => readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8')),
    mounts: readFileSync('/proc/self/mounts', 'utf8')
      .split('\n')
      .filter((line) => line.includes(dataDir)),
  }
}

/** The engine's process; undefined where the machine's own engine is used. */
export function enginePid(dataDir: string): unknown {
  const file = path.join(dataDir, 'up/run/engine.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).pid : undefined
}

function attempt(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
