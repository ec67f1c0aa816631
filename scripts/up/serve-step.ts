/** Starts web and builder as `npm start` does, and waits until pages are answered. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { House } from './house.ts'
import { type Child, startProcess, stopProcess, waitUntilReady } from './processes.ts'

type Serving = { port: number; webUrl: string; env: Record<string, string> }

/** Starts scripts/serve.ts with the parts' environment. */
export async function startServing(
  house: House,
  { port, webUrl, env }: Serving,
  signal: AbortSignal,
): Promise<Child> {
  await stopServing(house)
  const own = {
    SLIPWAY_DATA: house.dataDir,
    SLIPWAY_URL: webUrl,
    SLIPWAY_SECRET: process.env.SLIPWAY_SECRET || secretOf(house),
    SLIPWAY_PARENT: String(process.pid),
    // A person reads it, from the file.
    SLIPWAY_LOG: process.env.SLIPWAY_LOG || 'text',
    HOST: '127.0.0.1',
    PORT: String(port),
  }
  const child = startProcess(house, {
    name: 'server',
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, '..', 'serve.ts')],
    env: { ...process.env, ...env, ...own },
  })
  await waitUntilReady(child, async () => {
    signal.throwIfAborted()
    return answers(`http://127.0.0.1:${port}/healthz`)
  })
  return child
}

/** Stops web and builder. Running builds are not stopped by it. */
export async function stopServing(house: House): Promise<void> {
  await stopProcess(house, 'server', 30_000)
}

function secretOf(house: House): string {
  const secret = house.recall().secret ?? randomBytes(32).toString('base64url')
  house.remember((state) => {
    state.secret = secret
  })
  return secret
}

function answers(url: string): Promise<boolean> {
  const asked = fetch(url, { signal: AbortSignal.timeout(5_000) })
  return asked.then((response) => response.status === 200).catch(() => false)
}
