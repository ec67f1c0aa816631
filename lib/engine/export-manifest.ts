/** Asks an engine what is in an image, and keeps the answer in memory: an image may have made anything of it. */
import { writeFile } from 'node:fs/promises'
import { execa } from 'execa'
import { config } from '#lib/config.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import type { EngineVariables } from './connect.ts'
import { engineEnvironment } from './environment.ts'

type Export = { folder: string; engine: EngineVariables | undefined; signal: AbortSignal }

const mebibyte = 1024 * 1024

/**
 * Builds `manifest-context/` in a build's folder. Returns what it made as a tar; null where that failed, took more than
 * 120 s or 16 MiB, or `signal` fired.
 */
export async function exportManifest({ folder, engine, signal }: Export): Promise<Buffer | null> {
  const network = `--network=${config().SLIPWAY_BUILD_NETWORK}`
  const result = await execa(
    config().SLIPWAY_BUILDX,
    ['build', '--progress=plain', network, '--output', 'type=tar,dest=-', `${folder}/manifest-context`],
    {
      env: engineEnvironment(dockerConfigOf(folder), engine),
      extendEnv: false,
      timeout: 120_000,
      cancelSignal: signal,
      forceKillAfterDelay: 2_000,
      reject: false,
      stdin: 'ignore',
      encoding: 'buffer',
      stripFinalNewline: false,
      maxBuffer: { stdout: 16 * mebibyte, stderr: mebibyte },
    },
  )
  await writeFile(`${folder}/manifest-progress`, result.stderr)
  return result.failed ? null : Buffer.from(result.stdout)
}
