/** Looks a base up: what `inspectImage` tells of it, and what it would run of its own in a build. */
import { enginePlatforms } from '#db/queries/engine-platforms.ts'
import { spelledOut } from '#lib/images/reference.ts'
import { type RegistryLogin, removeDockerConfig, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { type FailedInspection, type InspectedImage, inspectImage, timeoutMs } from './inspect.ts'
import { readTriggers } from './read-triggers.ts'
import { newScratchFolder } from './scratch.ts'

/** `triggers`: instructions that the engine runs in every build upon it (ONBUILD), word for word. */
export type InspectedBase = InspectedImage & { triggers: string[] }
export type BaseInspection = { ok: true; image: InspectedBase } | FailedInspection

type Question = { reference: string; logins: RegistryLogin[]; signal: AbortSignal | undefined }

/** A digest means the same for ever. */
const known = new Map<string, string[]>()
const mostKnown = 500
/** More than anyone would read before they agree to it. */
const mostCharacters = 64 * 1024

/**
 * Like `inspectImage`, of the name under which it is built upon; a base that does not tell what it would run counts as
 * one that could not be reached.
 */
export async function inspectBase(
  base: string,
  logins: RegistryLogin[] = [],
  signal?: AbortSignal,
): Promise<BaseInspection> {
  const reference = spelledOut(base)
  const inspection = await inspectImage(reference, logins, signal)
  if (!inspection.ok) return inspection
  const { image } = inspection
  const triggers = await triggersOf({ reference, logins, signal }, image.digest)
  if (triggers === null) return { ok: false, fault: 'unreachable', message: untold }
  if (triggers.join('').length > mostCharacters) return { ok: false, fault: 'invalid', message: tooMuch }
  return { ok: true, image: { ...image, triggers } }
}

const untold =
  'the configuration of the image, which names what it runs in builds upon it, was not given out as its digest says'
const tooMuch =
  'It runs more of its own in every build upon it than can be shown here. Choose another base image.'

async function triggersOf(question: Question, digest: string): Promise<string[] | null> {
  const platforms = enginePlatforms()
  const key = JSON.stringify([digest, platforms])
  const found = known.get(key) ?? (await ask(question, { digest, platforms }))
  if (found === null) return null
  known.delete(key)
  known.set(key, found)
  for (const oldest of known.keys()) {
    if (known.size <= mostKnown) break
    known.delete(oldest)
  }
  return found
}

type Wanted = { digest: string; platforms: readonly string[] }

async function ask({ reference, logins, signal }: Question, { digest, platforms }: Wanted) {
  const until = performance.now() + timeoutMs
  const dockerConfig = await newScratchFolder()
  try {
    await writeDockerConfig(dockerConfig, logins)
    return await readTriggers({ dockerConfig, logins, reference, platforms, until, signal }, digest)
  } finally {
    await removeDockerConfig(dockerConfig)
  }
}
