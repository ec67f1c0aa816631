/** What builds pushed, as the registry keeps it: tags are moved, copies removed. https://distribution.github.io/distribution/spec/api/ */
import { z } from 'zod'
import { digestOf, digestText } from '#lib/images/digest.ts'
import { parseReference } from '#lib/images/reference.ts'
import { type Access, type Answer, askRegistry } from '#lib/secrets/registry-client.ts'
import { RegistryFault } from '#lib/secrets/registry-fault.ts'
import { pushRegistry } from '#lib/settings.ts'

export type Copy = { reference: string; digest: string }
/** `fault`: in a sentence, why some copies are still there; null when none is. */
export type Removal = { removed: number; fault: string | null }

const tagTimeoutMs = 15_000
const removeTimeoutMs = 60_000

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

const index = z.object({ manifests: z.array(z.object({ digest: digestText })) })

/** Points a tag at what the registry has under a digest. Null when done, else why not. 15 s at most. */
export async function pointTag({ reference, digest }: Copy, tag: string): Promise<string | null> {
  return explaining(tagTimeoutMs, async (signal) => {
    const registry = registryOf(reference, signal)
    const manifest = await registry('GET', digest)
    if (manifest.status !== 200) return `The registry does not have ${digest} (HTTP ${manifest.status}).`
    const body = manifest.text
    if (digestOf(body) !== digest) return `The registry gives out something else under ${digest}.`
    const answer = await registry('PUT', tag, { mediaType: manifest.mediaType, body })
    return answer.status === 201 ? null : `The registry refuses the tag ${tag} (HTTP ${answer.status}).`
  })
}

/** Removes copies by their digests, with what an index points to. What is gone already counts as removed. */
export async function removeCopies(copies: readonly Copy[]): Promise<Removal> {
  let removed = 0
  const fault = await explaining(removeTimeoutMs, async (signal) => {
    for (const { reference, digest } of copies) {
      const registry = registryOf(reference, signal)
      const parts = partsOf(await registry('GET', digest), digest)
      for (const part of [digest, ...parts]) {
        const { status } = await registry('DELETE', part)
        if (status !== 202 && status !== 404) return refusal(status)
      }
      removed++
    }
    return null
  })
  return { removed, fault }
}

type Manifest = { mediaType: string; body: string }

/** Asks for manifests of one repository, with the login that builds push with. */
function registryOf(reference: string, signal: AbortSignal) {
  const parsed = parseReference(reference)
  const { registry, username, password } = pushRegistry()
  if (!parsed.ok || parsed.reference.registry !== registry)
    throw new RegistryFault(`${reference} is not in ${registry}, which builds are pushed to now.`)
  const { repository } = parsed.reference
  return (method: 'GET' | 'PUT' | 'DELETE', name: string, manifest?: Manifest): Promise<Answer> => {
    const access: Access = {
      path: `/v2/${repository}/manifests/${name}`,
      method,
      scope: `repository:${repository}:${method === 'DELETE' ? 'pull,push,delete' : 'pull,push'}`,
      headers: manifest ? { 'content-type': manifest.mediaType } : { accept: manifestTypes.join(', ') },
      body: manifest?.body,
      signal,
    }
    return askRegistry({ registry, username, password }, access)
  }
}

function partsOf({ status, text }: Answer, digest: string): string[] {
  if (status !== 200 || digestOf(text) !== digest) return []
  const parsed = index.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data.manifests.map(({ digest }) => digest) : []
}

function refusal(status: number): string {
  if (status === 405) return 'The registry does not allow deleting: its administrator has to enable it.'
  if (status === 401 || status === 403)
    return 'The login that builds push with may not delete in the registry.'
  return `The registry answers the deletion with HTTP ${status}.`
}

async function explaining(
  timeoutMs: number,
  ask: (signal: AbortSignal) => Promise<string | null>,
): Promise<string | null> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    return await ask(signal)
  } catch (error) {
    if (signal.aborted) return `The registry did not answer within ${timeoutMs / 1000} s.`
    if (error instanceof RegistryFault) return error.message
    throw error
  }
}
