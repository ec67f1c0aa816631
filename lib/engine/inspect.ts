/** Looks a reference up in its registry. Needs no engine: `docker-buildx imagetools inspect` asks the registry itself. */
import { z } from 'zod'
import { inspectionFault, type ReferenceFault } from '#lib/builds/inspection-fault.ts'
import { digestText } from '#lib/images/digest.ts'
import { type RegistryLogin, removeDockerConfig, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { refuseInside } from './ask-outside.ts'
import { registryEnvironment } from './environment.ts'
import { runBuildx } from './run-buildx.ts'
import { newScratchFolder } from './scratch.ts'

export type InspectedImage = {
  /** Digest of the manifest or index: what to pin. */
  digest: string
  platforms: string[]
  /** The user that containers run as; empty means root. */
  user: string
  env: Record<string, string>
}

export type FailedInspection = { ok: false; fault: ReferenceFault; message: string }
/** How a registry answers for what is not there. What is not for somebody is told like that, too. */
export const notThere: FailedInspection = { ok: false, fault: 'missing', message: 'not found' }

export type Inspection = { ok: true; image: InspectedImage } | FailedInspection

/** A registry that accepts and never answers would hold everyone for ever. */
export const timeoutMs = 15_000

/** What is looked at where an image is for several platforms. */
export const ownPlatform = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`

const imageConfig = z.object({
  architecture: z.string().default(''),
  os: z.string().default(''),
  config: z
    .object({ User: z.string().default(''), Env: z.array(z.string()).nullish() })
    .default({ User: '' }),
})
type ImageConfig = z.output<typeof imageConfig>

const inspected = z.object({
  manifest: z.object({ digest: digestText }),
  image: z.record(z.string(), z.unknown()),
})

const asked = new Map<string, Promise<Inspection>>()

/**
 * Inspects a reference with the given logins; 15 s at most. Never throws for what a registry does. Who asks the same
 * while it is being asked gets the same answer: a hundred double clicks are one process. Who brings a `signal`, which
 * gives up asking, asks alone.
 */
export function inspectImage(
  reference: string,
  logins: RegistryLogin[] = [],
  signal?: AbortSignal,
): Promise<Inspection> {
  if (signal) return inspectOnce(reference, logins, signal)
  const key = JSON.stringify([reference, logins])
  const answer = asked.get(key) ?? inspectOnce(reference, logins).finally(() => asked.delete(key))
  asked.set(key, answer)
  return answer
}

async function inspectOnce(
  reference: string,
  logins: RegistryLogin[],
  signal?: AbortSignal,
): Promise<Inspection> {
  const refused = await refuseInside(reference)
  if (refused) return refused
  const folder = await newScratchFolder()
  try {
    await writeDockerConfig(folder, logins)
    return await inspectWith(folder, reference, signal)
  } finally {
    await removeDockerConfig(folder)
  }
}

/** The same with the docker configuration that stands in a folder. */
export async function inspectWith(
  dockerConfig: string,
  reference: string,
  signal?: AbortSignal,
): Promise<Inspection> {
  const args = ['--format', '{{json .}}', '--', reference]
  const result = await askImagetools(dockerConfig, args, { limitMs: timeoutMs, signal })
  if (result.timedOut) return fault('timeout', `The registry did not answer within ${timeoutMs / 1000} s.`)
  if (result.isTooLong) return fault('invalid', notUnderstood)
  if (result.failed) {
    const { fault: kind, message } = inspectionFault(result.stderr || result.fault)
    return fault(kind, message)
  }
  return understand(result.stdout)
}

const notUnderstood = 'The registry’s answer could not be understood.'

export type Patience = { limitMs: number; signal?: AbortSignal | undefined }

/** Bytes. Nothing that a registry says of an image is longer. */
const most = 8 * 1024 * 1024

/** Runs `docker-buildx imagetools inspect`, which has no bounds of its own. Never throws for how it ends. */
export async function askImagetools(dockerConfig: string, args: readonly string[], patience: Patience) {
  const command = ['imagetools', 'inspect', ...args]
  const answer = await runBuildx(command, registryEnvironment(dockerConfig), { ...patience, most })
  return { ...answer, stdout: answer.stdout.toString('utf8') }
}

function understand(stdout: string): Inspection {
  const parsed = inspected.safeParse(parseJson(stdout))
  const byPlatform = parsed.success ? platformsOf(parsed.data.image) : null
  if (!parsed.success || !byPlatform) return fault('invalid', notUnderstood)
  const own = byPlatform[ownPlatform] ?? Object.values(byPlatform)[0]
  const env = Object.fromEntries((own?.config.Env ?? []).map(splitEntry))
  const { digest } = parsed.data.manifest
  return {
    ok: true,
    image: { digest, platforms: Object.keys(byPlatform), user: own?.config.User ?? '', env },
  }
}

/** A single image has its layers at the top; an index has an image for each platform. */
function platformsOf(image: Record<string, unknown>): Record<string, ImageConfig> | null {
  if (!('rootfs' in image)) return z.record(z.string(), imageConfig).safeParse(image).data ?? null
  const single = imageConfig.safeParse(image).data
  return single ? { [`${single.os}/${single.architecture}`]: single } : null
}

function fault(kind: ReferenceFault, message: string): Inspection {
  return { ok: false, fault: kind, message }
}

function splitEntry(entry: string): [string, string] {
  const at = entry.indexOf('=')
  return at === -1 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
