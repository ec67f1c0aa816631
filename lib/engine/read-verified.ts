/** Reads what a registry has under a digest, and whether it is that. */
import { digestIn, digestOf } from '#lib/images/digest.ts'
import { askImagetools } from './inspect.ts'

/** `until`: a moment of performance.now(). */
export type Until = { until: number; signal: AbortSignal | undefined }

/**
 * The JSON behind `repository@sha256:…`: an index, a manifest or, since docker-buildx looks among the blobs as well, a
 * configuration. Null where the registry does not give it out in time, or gives out something else.
 */
export async function readVerified(
  dockerConfig: string,
  reference: string,
  { until, signal }: Until,
): Promise<unknown> {
  const limitMs = Math.ceil(until - performance.now())
  if (limitMs <= 0) return null
  const { failed, stdout } = await askImagetools(dockerConfig, ['--raw', '--', reference], {
    limitMs,
    signal,
  })
  return failed ? null : parseVerified(stdout, digestIn(reference))
}

/** The JSON of a text; null where the text is not what the digest says. */
export function parseVerified(text: string, digest: string): unknown {
  return digest === digestOf(text) ? parseOnce(text) : null
}

/** Of a name that stands twice in one object each reader takes another, so there is none. */
function parseOnce(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    const strings = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)]
    const names = strings.filter(([, colon]) => colon !== undefined)
    return countNames(parsed) === names.length ? parsed : null
  } catch {
    return null
  }
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum: number, each) => sum + countNames(each), own)
}
