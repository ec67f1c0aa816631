/** Runs docker-buildx for an answer that somebody else may have made: in bounded time and memory. */
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { execa } from 'execa'
import { config } from '#lib/config.ts'

export type Bounds = {
  limitMs: number
  /** Bytes of standard output. */
  most: number
  signal?: AbortSignal | undefined
  /** How long it may take to end when it is told to. */
  graceMs?: number
}

/** `stdout` is whole, or empty where it `failed`; `stderr` is the end of what it said. */
export type Answer = {
  failed: boolean
  timedOut: boolean
  isTooLong: boolean
  stdout: Buffer
  stderr: string
  /** Why it could not even be run. */
  fault: string
}

/** Never throws for how it ends. `env`: from engineEnvironment or registryEnvironment. */
export async function runBuildx(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  bounds: Bounds,
): Promise<Answer> {
  const { limitMs, most, signal, graceMs = 500 } = bounds
  const tooLong = new AbortController()
  const running = execa(config().SLIPWAY_BUILDX, args, {
    env,
    extendEnv: false,
    timeout: limitMs,
    cancelSignal: signal ? AbortSignal.any([signal, tooLong.signal]) : tooLong.signal,
    forceKillAfterDelay: graceMs,
    reject: false,
    stdin: 'ignore',
    // Execa would repeat all of it in its error, escaped, and do nothing else meanwhile.
    buffer: false,
  })
  const whole = readWhole(running.stdout, most, () => tooLong.abort())
  const said = keepEnd(running.stderr)
  const result = await running
  const isTooLong = tooLong.signal.aborted
  const stdout = result.failed || isTooLong ? null : await whole
  return {
    failed: stdout === null,
    timedOut: result.timedOut,
    isTooLong,
    stdout: stdout ?? Buffer.alloc(0),
    stderr: said(),
    fault: result.originalMessage ?? '',
  }
}

/** Null where it broke off; `onMore` is told where it is longer than `most` bytes. */
async function readWhole(stream: Readable, most: number, onMore: () => void): Promise<Buffer | null> {
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

const mostSaid = 256 * 1024

/** Its last 256 KiB as yet: who says much for long has its error at the end. */
function keepEnd(stream: Readable): () => string {
  let end = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
    end = Buffer.concat([end, chunk]).subarray(-mostSaid)
  })
  return () => end.toString('utf8').trimEnd()
}
