/** Asks an engine how it is: through buildx, which knows every driver, and directly where it is Docker. */
import { execa } from 'execa'
import { z } from 'zod'
import { config } from '#lib/config.ts'
import { removeDockerConfig, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import type { EngineAddress } from './address.ts'
import { askEngine } from './ask.ts'
import { connectEngine } from './connect.ts'
import { engineEnvironment } from './environment.ts'
import { newScratchFolder } from './scratch.ts'
import { readStore } from './store.ts'

/** Null where it is not told. */
export type EngineStatus = {
  isReachable: boolean
  fault: string | null
  driver: string | null
  endpoint: string | null
  engineVersion: string | null
  buildkitVersion: string | null
  buildxVersion: string | null
  store: 'containerd' | 'classic' | null
  platforms: string[]
}

/** The state of an engine; `signal` gives up asking. Never throws for what the engine does. */
export async function readEngineStatus(address: EngineAddress, signal: AbortSignal): Promise<EngineStatus> {
  return withBuildx({ address, signal }, async (ask) => {
    const [inspected, version] = await Promise.all([ask('inspect'), ask('version')])
    const facts = readInspection(inspected.output)
    const buildxVersion = version.output.match(/\bv?(\d+\.\d+\.\d+\S*)/)?.[1] ?? null
    const fault = inspected.ok ? facts.fault : lastLine(inspected.output)
    const known = { ...facts, buildxVersion, fault, isReachable: fault === null }
    if (fault !== null || facts.driver !== 'docker') return { ...known, engineVersion: null, store: null }
    const [engineVersion, store] = await Promise.all([
      readVersion(address, signal),
      readStore(address, signal),
    ])
    return { ...known, engineVersion, store }
  })
}

type Ask = (command: string, ...options: string[]) => Promise<{ ok: boolean; output: string }>

type Talk = { address: EngineAddress; signal: AbortSignal; timeoutMs?: number }

/** Calls docker-buildx with a configuration of its own, which is removed afterwards. `timeoutMs` is for each call. */
export async function withBuildx<Answer>(
  { address, signal, timeoutMs = 20_000 }: Talk,
  work: (ask: Ask) => Promise<Answer>,
): Promise<Answer> {
  const folder = await newScratchFolder()
  try {
    await writeDockerConfig(folder, [])
    const env = engineEnvironment(folder, await connectEngine(folder, address))
    return await work((...args) => askBuildx(args, { env, signal, timeoutMs }))
  } finally {
    await removeDockerConfig(folder)
  }
}

/** The text of `docker-buildx inspect`; it has no other form. A node that its first build will start is no fault. */
export function readInspection(text: string) {
  const first = (name: string) => text.match(new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'm'))?.[1]?.trim() ?? null
  const platforms = (first('Platforms') ?? '').split(/,\s*/).map((name) => name.replace(/\*$/, ''))
  const driver = first('Driver')
  const endpoint = first('Endpoint')
  const isDead = driver === 'remote' && !/^Status:\s*running\s*$/m.test(text)
  return {
    driver,
    endpoint,
    buildkitVersion: first('BuildKit version') ?? first('Buildkit'),
    platforms: platforms.filter(Boolean),
    fault: first('Error') ?? (isDead ? `Nothing answers at ${endpoint ?? 'its address'}.` : null),
  }
}

/** Characters. Nothing that is asked here has a longer answer, and all of it would be read at once. */
const longestAnswer = 4_000_000

type Patience = { env: NodeJS.ProcessEnv; signal: AbortSignal; timeoutMs: number }

async function askBuildx(args: readonly string[], { env, signal, timeoutMs }: Patience) {
  const result = await execa(config().SLIPWAY_BUILDX, args, {
    env,
    extendEnv: false,
    timeout: timeoutMs,
    forceKillAfterDelay: 500,
    maxBuffer: longestAnswer,
    reject: false,
    all: true,
    cancelSignal: signal,
    stdin: 'ignore',
  })
  if (result.timedOut) return { ok: false, output: `It did not answer within ${timeoutMs / 1000} s.` }
  if (result.isMaxBuffer) return { ok: false, output: 'Its answer could not be understood: it is too long.' }
  return { ok: !result.failed, output: result.all || (result.originalMessage ?? '') }
}

async function readVersion(address: EngineAddress, signal: AbortSignal): Promise<string | null> {
  const told = await askEngine(address, '/version', { signal }).catch(() => null)
  const answer = z.object({ Version: z.string() }).safeParse(told)
  return answer.success ? answer.data.Version.replace(/\+.*$/, '') : null
}

function lastLine(output: string): string {
  const line = output.trim().split('\n').at(-1) ?? ''
  return line.replace(/^ERROR: /, '').slice(0, 300) || 'It gave no reason.'
}
