/** The built web application on the data folder of this test, without builder and engine. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

export type Web = { url: string; output: () => string; stop: () => Promise<void> }

type Options = {
  env?: Record<string, string>
  /** Where `.next` and the configuration lie. */
  root?: string
  port?: number
}

/** Starts it as `npm start` does, and waits until it answers. SLIPWAY_DATA must be set. */
export async function startWeb({ env = {}, root = process.cwd(), port }: Options = {}): Promise<Web> {
  const own = String(port ?? (await freePort()))
  const url = `http://127.0.0.1:${own}`
  const program = path.resolve('node_modules/next/dist/bin/next')
  const settings = { NODE_ENV: 'production', SLIPWAY_URL: url, SLIPWAY_PARENT: String(process.pid), ...env }
  const web = spawn(process.execPath, [program, 'start', root, '-H', '127.0.0.1', '-p', own], {
    env: { ...process.env, ...settings } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [web.stdout, web.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const ended = new Promise<void>((resolve) => web.once('exit', () => resolve()))
  while (!(await answers(`${url}/healthz`)))
    if (web.exitCode !== null) throw new Error(`The web process ended:\n${output}`)
  const stop = async () => {
    web.kill('SIGKILL')
    await ended
  }
  return { url, output: () => output, stop }
}

/** A copy of the build without its proxy; what is refused there, the pages refuse themselves. */
export function copyWithoutProxy(): { root: string; remove: () => void } {
  const root = mkdtempSync(path.resolve('.test', 'no-proxy-'))
  for (const name of ['node_modules', 'public', 'package.json', 'next.config.ts'])
    symlinkSync(path.resolve(name), path.join(root, name))
  const isKept = (from: string) => !/\.next\/(cache|trace|diagnostics)/.test(from)
  cpSync('.next', path.join(root, '.next'), { recursive: true, filter: isKept, verbatimSymlinks: true })
  const file = path.join(root, '.next/server/functions-config-manifest.json')
  const { functions, ...rest } = JSON.parse(readFileSync(file, 'utf8'))
  if (!functions['/_middleware']) throw new Error('The build has no proxy.')
  const { '/_middleware': _, ...others } = functions
  writeFileSync(file, JSON.stringify({ ...rest, functions: others }))
  return { root, remove: () => rmSync(root, { recursive: true }) }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function answers(url: string): Promise<boolean> {
  const asked = fetch(url, { signal: AbortSignal.timeout(5_000) })
  return asked.then((response) => response.ok).catch(() => pause())
}

function pause(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, 50, false))
}
