import { readFileSync } from 'node:fs'

/** The most memory that a process ever had, in bytes, by the system's own count. */
export function peakMemory(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1])
}
