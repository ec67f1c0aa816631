/** Runs helper commands to their end: time limit, abort, and the last lines of their output in the error. */
import { spawn } from 'node:child_process'

type Options = {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Milliseconds after which the command and its children are killed. */
  timeout?: number
  /** How many of the last lines an error shows. */
  tail?: number
  signal?: AbortSignal
}

/** Standard output of a command. Throws an Error that names the command and ends with its last lines. */
export function run(command: string, args: string[], options: Options = {}): Promise<string> {
  const { timeout = 600_000, tail = 12, signal, ...rest } = options
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])])
    const child = spawn(command, args, { ...rest, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = { out: '', all: '' }
    child.stdout.on('data', (chunk) => {
      output.out += chunk
      output.all += chunk
    })
    child.stderr.on('data', (chunk) => (output.all += chunk))
    const kill = () => child.pid && killGroup(child.pid)
    limit.addEventListener('abort', kill)
    const settle = (code: number | null, error?: Error) => {
      limit.removeEventListener('abort', kill)
      if (signal?.aborted) reject(signal.reason)
      else if (limit.aborted) reject(new Error(`${command} gave no answer within ${timeout / 1000} s.`))
      else if (error) reject(new Error(`${command} could not be started: ${error.message}`))
      else if (code === 0) resolve(output.out)
      else reject(new Error(`${command} ${args[0] ?? ''} failed:\n${lastLines(output.all, tail)}`))
    }
    child.on('error', (error) => settle(null, error))
    child.on('close', (code) => settle(code))
    if (limit.aborted) kill()
  })
}

/** True where the command ends with 0 within the time limit. */
export async function succeeds(command: string, args: string[], options: Options = {}): Promise<boolean> {
  return run(command, args, { timeout: 10_000, ...options }).then(
    () => true,
    () => false,
  )
}

/** The last lines that are not empty. */
export function lastLines(text: string, count = 12): string {
  return text
    .split('\n')
    .filter((line) => line.trim())
    .slice(-count)
    .join('\n')
}

function killGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}
