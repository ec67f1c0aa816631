/** Asks a registry itself for what docker-buildx was not given: an address that is signed for GET alone refuses its HEAD. */
import { parseReference } from '#lib/images/reference.ts'
import { registryName } from '#lib/images/registry-name.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { askRegistry } from '#lib/secrets/registry-client.ts'
import { RegistryFault } from '#lib/secrets/registry-fault.ts'
import { parseVerified, type Until } from './read-verified.ts'

type Asked = Until & { reference: string; logins: readonly RegistryLogin[] }

/** The JSON of a blob in the repository of a reference; null where it is not given out in time, or is something else. */
export async function readBlob(
  { reference, logins, until, signal }: Asked,
  digest: string,
): Promise<unknown> {
  const parsed = parseReference(reference)
  const leftMs = Math.ceil(until - performance.now())
  if (!parsed.ok || leftMs <= 0) return null
  const { registry, repository } = parsed.reference
  const limit = AbortSignal.any([AbortSignal.timeout(leftMs), ...(signal ? [signal] : [])])
  try {
    const { status, text } = await askRegistry(loginFor(registry, logins), {
      path: `/v2/${repository}/blobs/${digest}`,
      scope: `repository:${repository}:pull`,
      signal: limit,
    })
    return status === 200 ? parseVerified(text, digest) : null
  } catch (error) {
    if (limit.aborted || error instanceof RegistryFault) return null
    throw error
  }
}

/** As in a docker configuration the later one wins. */
function loginFor(registry: string, logins: readonly RegistryLogin[]): RegistryLogin {
  const own = logins.findLast((login) => login.username !== '' && registryName(login.registry) === registry)
  return { ...(own ?? { username: '', password: '' }), registry }
}
