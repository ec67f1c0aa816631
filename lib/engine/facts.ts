/** Everything that a registry says of a reference: what `inspectImage` tells, and the size of the layers. */
import { z } from 'zod'
import { digestText } from '#lib/images/digest.ts'
import { factsOf } from '#lib/images/facts.ts'
import { pinned } from '#lib/images/reference.ts'
import type { ImageFacts } from '#lib/images/types.ts'
import { type RegistryLogin, removeDockerConfig, writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { refuseInside } from './ask-outside.ts'
import { type FailedInspection, inspectWith, ownPlatform, timeoutMs } from './inspect.ts'
import { readVerified, type Until } from './read-verified.ts'
import { newScratchFolder } from './scratch.ts'

export type FactsAnswer = { ok: true; facts: ImageFacts } | FailedInspection

const blob = z.object({ size: z.number().int().nonnegative() })
const manifest = z.object({ layers: z.array(blob), config: blob })
const index = z.object({
  manifests: z.array(
    z.object({
      digest: digestText,
      platform: z.object({ os: z.string(), architecture: z.string() }).optional(),
    }),
  ),
})

/** Looks a reference up with the given logins; 15 s at most in all. Never throws for what a registry does. */
export async function readFacts(reference: string, logins: RegistryLogin[] = []): Promise<FactsAnswer> {
  const refused = await refuseInside(reference)
  if (refused) return refused
  const folder = await newScratchFolder()
  try {
    await writeDockerConfig(folder, logins)
    return await readFactsWith(folder, reference)
  } finally {
    await removeDockerConfig(folder)
  }
}

/** The same with the docker configuration that stands in a folder, of what we pushed ourselves. */
export async function readFactsWith(
  dockerConfig: string,
  reference: string,
  signal?: AbortSignal,
): Promise<FactsAnswer> {
  const until = performance.now() + timeoutMs
  const inspection = await inspectWith(dockerConfig, reference, signal)
  if (!inspection.ok) return inspection
  const { image } = inspection
  // By the digest: the tag may have moved on since.
  const size = await readSize(dockerConfig, pinned(reference, image.digest), { until, signal })
  return { ok: true, facts: factsOf(image, size) }
}

/** Bytes to pull; of an index, of this machine's platform. 0 where it cannot be known in time. */
async function readSize(dockerConfig: string, reference: string, patience: Until): Promise<number> {
  const first = await readVerified(dockerConfig, reference, patience)
  const list = index.safeParse(first).data?.manifests
  const own = list?.find(({ platform }) => platform && nameOf(platform) === ownPlatform) ?? list?.[0]
  const answer = own ? await readVerified(dockerConfig, pinned(reference, own.digest), patience) : first
  const { layers, config } = manifest.safeParse(answer).data ?? { layers: [], config: { size: 0 } }
  return layers.reduce((sum, layer) => sum + layer.size, config.size)
}

function nameOf({ os, architecture }: { os: string; architecture: string }): string {
  return `${os}/${architecture}`
}
