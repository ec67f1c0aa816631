/** Processes of the faults' own: each does one thing to a database until it is done or killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

type Started = { process: ChildProcess; text(): string; ended: Promise<number | null> }

/** Starts a file of this folder on a data folder; what it prints is kept. */
export function startWorker(file: string, dataFolder: string, args: readonly string[] = []): Started {
  const program = path.join(import.meta.dirname, file)
  const env = { ...process.env, SLIPWAY_DATA: dataFolder }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { process: child, text: () => Buffer.concat(chunks).toString(), ended }
}
