/** Asks an engine what is in an image, and keeps the answer in memory: an image may have made anything of it. */
import { writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
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
  const tooLong = new AbortController()
  const running = execa(
    config().SLIPWAY_BUILDX,
    ['build', '--progress=plain', network, '--output', 'type=tar,dest=-', `${folder}/manifest-context`],
    {
      env: engineEnvironment(dockerConfigOf(folder), engine),
      extendEnv: false,
      timeout: 120_000,
      cancelSignal: AbortSignal.any([signal, tooLong.signal]),
      forceKillAfterDelay: 2_000,
      reject: false,
      stdin: 'ignore',
      encoding: 'buffer',
      stripFinalNewline: false,
      // Execa would repeat all of it in its error, escaped, and do nothing else meanwhile.
      buffer: { stdout: false },
      maxBuffer: { stderr: mebibyte / 4 },
    },
  )
  const tar = keepBytes(running.stdout, 16 * mebibyte, () => tooLong.abort())
  const result = await running
  await writeFile(`${folder}/manifest-progress`, result.stderr)
  return result.failed || tooLong.signal.aborted ? null : tar
}

/** All of a stream, null where it broke off; `onMore` is told when it is longer than `most` bytes. */
async function keepBytes(stream: Readable, most: number, onMore: () => void): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > most) onMore()
    else chunks.push(chunk)
  })
  return finished(stream).then(
    () => Buffer.concat(chunks),
    () => null,
  )
}
