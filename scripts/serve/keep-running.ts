/** Keeps one program running: starts it again a second after it ended unasked. */
import { type ChildProcess, spawn } from 'node:child_process'
import { root } from '../modern-node.mjs'

type Program = {
  name: string
  args: string[]
  /** Names of our environment that are not for it. */
  withheld: readonly string[]
  /** Milliseconds between asking it to end and ending it by force. */
  grace: number
}

const pause = 1_000

/** Starts a Node program with our terminal and environment. `stop` resolves when it is gone for good. */
export function keepRunning(program: Program): { stop: () => Promise<void> } {
  let child: ChildProcess
  let again: NodeJS.Timeout | undefined
  let stopped: (() => void) | undefined

  start()
  return { stop }

  function start() {
    const env = { ...process.env, SLIPWAY_PARENT: String(process.pid), NEXT_TELEMETRY_DISABLED: '1' }
    for (const name of program.withheld) Reflect.deleteProperty(env, name)
    child = spawn(process.execPath, program.args, {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('exit', (code, signal) => {
      if (stopped) return stopped()
      console.error(
        `The ${program.name} process ended unexpectedly (${signal ?? `exit code ${code}`}); starting it again.`,
      )
      again = setTimeout(start, pause)
    })
  }

  async function stop() {
    clearTimeout(again)
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => {
      stopped = resolve
    })
    child.kill('SIGTERM')
    const force = setTimeout(() => kill(child), program.grace)
    await gone
    clearTimeout(force)
  }
}

/** The whole group: `next dev` has helpers of its own. */
function kill({ pid }: ChildProcess) {
  if (pid) process.kill(-pid, 'SIGKILL')
}
