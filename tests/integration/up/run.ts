/** The parts in a process of their own, on a data folder of their own, as `npm run up` has them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

export const webUrl = 'http://127.0.0.1:4310'
const program = `
import { startParts } from '#scripts/up/parts.ts'
const [dataDir, webUrl] = process.argv.slice(1)
try {
  const { env, stop } = await startParts({ dataDir, webUrl })
  process.once('SIGTERM', () => stop().then(() => process.exit(0)))
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.send(env)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
`
export type Env = Record<string, string>
export type Run = { child: ChildProcess; env: Env }

/** A new data folder for a test file, removed at its end. The engine's packages are copied where they are at hand. */
export function newDataFolder(): string {
  mkdirSync('.test', { recursive: true })
  const dataDir = mkdtempSync(path.resolve('.test', 'up-'))
  const packages = path.resolve('.test/data/up/engine/root')
  if (existsSync(packages)) cpSync(packages, path.join(dataDir, 'up/engine/root'), { recursive: true })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  return dataDir
}

/** Starts the parts and waits until all of them answer. */
export async function start(dataDir: string): Promise<Run> {
  const child = spawnParts(dataDir)
  const failed = once(child, 'exit').then(async () => {
    throw new Error(await text(child.stderr as NodeJS.ReadableStream))
  })
  failed.catch(() => {})
  const [env] = await Promise.race([once(child, 'message'), failed])
  return { child, env: env as Env }
}

/** Stops them as Ctrl-C does and waits until they are gone. */
export async function stop({ child }: Run) {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}

/** The process, in an environment that names no engine, registry or provider. */
export function spawnParts(dataDir: string): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !/^(SLIPWAY_|DOCKER_HOST)/.test(name))
  const env = {
    ...Object.fromEntries(own),
    NODE_ENV: process.env.NODE_ENV,
    SLIPWAY_BASE_IMAGES: '127.0.0.1/none',
  }
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    program,
    dataDir,
    webUrl,
  ]
  return spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
}
