/** The log of a process: what is said by `console` becomes one line for whoever keeps logs. See docs/operations.md. */
import { formatLogLine, type LogForm, type LogLevel } from './log-line.ts'
import { requestFields } from './request-context.ts'

const methods = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const
const installed = Symbol.for('slipway.log')

/** JSON where nobody reads along, unless SLIPWAY_LOG says otherwise. */
export function logForm(env: NodeJS.ProcessEnv = process.env): LogForm {
  if (env.SLIPWAY_LOG === 'json' || env.SLIPWAY_LOG === 'text') return env.SLIPWAY_LOG
  return process.stdout.isTTY ? 'text' : 'json'
}

/** From here on `console` writes lines: warnings and errors to stderr, the rest to stdout. Once for each process. */
export function keepLog(processName: 'start' | 'web' | 'builder'): void {
  const shared = globalThis as { [key: symbol]: boolean | undefined }
  if (shared[installed]) return
  shared[installed] = true
  const form = logForm()
  // Whoever read the log may be gone; that is no reason to go, too.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  for (const [method, level] of Object.entries(methods) as [keyof typeof methods, LogLevel][]) {
    const stream = level === 'warn' || level === 'error' ? process.stderr : process.stdout
    console[method] = (...words: unknown[]) => {
      const context = { process: processName, pid: process.pid, ...requestFields() }
      stream.write(`${formatLogLine({ level, time: Date.now(), words, context }, form)}\n`)
    }
  }
  process.on('uncaughtExceptionMonitor', (error) =>
    console.error('The process ends by a fault of ours:', error),
  )
}
