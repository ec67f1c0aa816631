/** Asks the engine how it is: through buildx, which knows every driver, and over its socket where there is one. */
import { execa } from 'execa'
import { z } from 'zod'
import { config } from '#lib/config.ts'
import { removeDockerConfig, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { engineEnvironment } from './environment.ts'
import { newScratchFolder } from './scratch.ts'
import { askSocket } from './socket.ts'
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

const timeoutMs = 20_000

/** The state of the engine that builds run on; `signal` gives up asking. Never throws for what the engine does. */
export async function readEngineStatus(signal: AbortSignal): Promise<EngineStatus> {
  const folder = await newScratchFolder()
  try {
    await writeDockerConfig(folder, [])
    const [inspected, version] = await Promise.all([
      askBuildx(folder, 'inspect', signal),
      askBuildx(folder, 'version', signal),
    ])
    const facts = readInspection(inspected.output)
    const buildxVersion = version.output.match(/\bv?(\d+\.\d+\.\d+\S*)/)?.[1] ?? null
    const fault = inspected.ok ? facts.fault : lastLine(inspected.output)
    const known = { ...facts, buildxVersion, fault, isReachable: fault === null }
    if (fault !== null || facts.driver !== 'docker') return { ...known, engineVersion: null, store: null }
    const [engineVersion, store] = await Promise.all([readVersion(), readStore()])
    return { ...known, engineVersion, store }
  } finally {
    await removeDockerConfig(folder)
  }
}

const usage = z.object({
  LayersSize: z.number().nonnegative(),
  BuildCache: z.array(z.object({ Size: z.number(), Shared: z.boolean().default(false) })).nullable(),
})

/** Bytes of images and of build cache in the engine; nulls where it cannot be asked. Slow on a full engine. */
export async function readDiskUse(
  signal: AbortSignal,
): Promise<{ imageBytes: number | null; cacheBytes: number | null }> {
  try {
    const { LayersSize, BuildCache } = usage.parse(
      await askSocket('/system/df', { timeoutMs: 60_000, signal }),
    )
    const own = (BuildCache ?? []).filter((entry) => !entry.Shared)
    return { imageBytes: LayersSize, cacheBytes: own.reduce((sum, entry) => sum + entry.Size, 0) }
  } catch {
    return { imageBytes: null, cacheBytes: null }
  }
}

/** The text of `docker-buildx inspect`; it has no other form. A node that is not started yet is no fault. */
export function readInspection(text: string) {
  const first = (name: string) => text.match(new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'm'))?.[1]?.trim() ?? null
  const platforms = (first('Platforms') ?? '').split(/,\s*/).map((name) => name.replace(/\*$/, ''))
  return {
    driver: first('Driver'),
    endpoint: first('Endpoint'),
    buildkitVersion: first('BuildKit version') ?? first('Buildkit'),
    platforms: platforms.filter(Boolean),
    fault: first('Error'),
  }
}

async function askBuildx(
  folder: string,
  command: 'inspect' | 'version',
  signal: AbortSignal,
): Promise<{ ok: boolean; output: string }> {
  const result = await execa(config().SLIPWAY_BUILDX, [command], {
    env: engineEnvironment(folder),
    extendEnv: false,
    timeout: timeoutMs,
    forceKillAfterDelay: 500,
    reject: false,
    all: true,
    cancelSignal: signal,
    stdin: 'ignore',
  })
  if (result.timedOut) return { ok: false, output: `It did not answer within ${timeoutMs / 1000} s.` }
  return { ok: !result.failed, output: result.all || (result.originalMessage ?? '') }
}

async function readVersion(): Promise<string | null> {
  const answer = z.object({ Version: z.string() }).safeParse(await askSocket('/version').catch(() => null))
  return answer.success ? answer.data.Version.replace(/\+.*$/, '') : null
}

function lastLine(output: string): string {
  return (output.trim().split('\n').at(-1) ?? '').replace(/^ERROR: /, '') || 'It gave no reason.'
}
