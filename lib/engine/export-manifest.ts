/** Asks an engine what is in an image, and keeps the answer in memory: an image may have made anything of it. */
import { writeFile } from 'node:fs/promises'
import { config } from '#lib/config.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import type { EngineVariables } from './connect.ts'
import { engineEnvironment } from './environment.ts'
import { runBuildx } from './run-buildx.ts'

type Export = { folder: string; engine: EngineVariables | undefined; signal: AbortSignal }

const bounds = { limitMs: 120_000, most: 16 * 1024 * 1024, graceMs: 2_000 }

/**
 * Builds `manifest-context/` in a build's folder. Returns what it made as a tar; null where that failed, took more than
 * 120 s or 16 MiB, or `signal` fired.
 */
export async function exportManifest({ folder, engine, signal }: Export): Promise<Buffer | null> {
  const network = `--network=${config().SLIPWAY_BUILD_NETWORK}`
  const args = [
    'build',
    '--progress=plain',
    network,
    '--output',
    'type=tar,dest=-',
    `${folder}/manifest-context`,
  ]
  const env = engineEnvironment(dockerConfigOf(folder), engine)
  const { failed, stdout, stderr } = await runBuildx(args, env, { ...bounds, signal })
  await writeFile(`${folder}/manifest-progress`, stderr)
  return failed ? null : stdout
}
