/**
 * What the traces of a build's process mean. Every builder, the first and any later one, decides by this table: the
 * command's last word first, then whether the very processes that said who they are still run.
 */

/** `start`: ticks since the boot. A pid alone proves nothing, it may be another process by now. */
export type Runner = { pid: number; start: number }
export type Runners = { wrapper: Runner; child: Runner; boot: string }

/** What the system says of a pid; `state` is its letter in /proc. */
export type ProcessNow = { start: number; state: string }

/** Null stands for what is not there. `exit` has to be looked at last: it may be written while one looks. */
export type Traces = {
  runners: Runners | 'damaged' | null
  boot: string | null
  wrapper: ProcessNow | null
  child: ProcessNow | null
  claimAgeMs: number | null
  exit: number | null
}

/**
 * `exit`: the command ended. `gone`: it died without a word (SIGKILL, reboot). `claimed`: a wrapper has begun and not
 * yet said who it is. `unborn`: no wrapper has begun; starting one is safe, because only one can claim the folder.
 */
export type RunState = 'running' | 'exit' | 'gone' | 'claimed' | 'unborn'

/** Between the claim and the word of who runs it lies a moment; a wrapper that needs longer died in it. */
const momentMs = 30_000

export function decideRunState({ runners, boot, wrapper, child, claimAgeMs, exit }: Traces): RunState {
  if (exit !== null) return 'exit'
  if (runners === 'damaged') return 'gone'
  if (runners === null) {
    if (claimAgeMs === null) return 'unborn'
    return claimAgeMs > momentMs ? 'gone' : 'claimed'
  }
  if (runners.boot !== boot) return 'gone'
  return isSame(runners.wrapper, wrapper) || isSame(runners.child, child) ? 'running' : 'gone'
}

/** A zombie has ended; somebody is only slow to take note. */
function isSame({ start }: Runner, now: ProcessNow | null): boolean {
  return now !== null && now.start === start && now.state !== 'Z' && now.state !== 'X'
}
