/** Names a process beyond its pid, which the system hands out again: pid, start time and boot together. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export type Identity = { pid: number; start: string; boot: string }

const bootFile = '/proc/sys/kernel/random/boot_id'

/** Who runs under a pid now; undefined where nobody does or only a zombie is left. */
export function identify(pid: number): Identity | undefined {
  const start = existsSync(bootFile) ? startFromProc(pid) : startFromPs(pid)
  return start === undefined ? undefined : { pid, start, boot: bootId() }
}

/** True where exactly that process still runs. */
export function isRunning(identity: Identity): boolean {
  const now = identify(identity.pid)
  return now !== undefined && now.start === identity.start && now.boot === identity.boot
}

function bootId(): string {
  return existsSync(bootFile) ? readFileSync(bootFile, 'utf8').trim() : ''
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot; field 3 is the state (proc(5)). */
function startFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function startFromPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
