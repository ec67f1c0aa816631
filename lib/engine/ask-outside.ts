/** Looks where a reference leads before docker-buildx asks there, which looks for itself. */
import { parseReference } from '#lib/images/reference.ts'
import { guardNow, resolveOutside } from '#lib/secrets/outside.ts'
import { RegistryInside } from '#lib/secrets/registry-fault.ts'
import type { FailedInspection } from './inspect.ts'

const timeoutMs = 5_000

/** Why the registry of a reference is not asked; null where it may be. */
export async function refuseInside(reference: string, guard = guardNow()): Promise<FailedInspection | null> {
  const parsed = parseReference(reference)
  if (!parsed.ok) return { ok: false, fault: 'invalid', message: parsed.reason }
  const { registry } = parsed.reference
  const address = URL.parse(`https://${registry === 'docker.io' ? 'registry-1.docker.io' : registry}`)
  if (!address) return { ok: false, fault: 'invalid', message: `${registry} is no host with a port.` }
  try {
    await resolveOutside(address, guard, AbortSignal.timeout(timeoutMs))
    return null
  } catch (error) {
    if (error instanceof RegistryInside) return { ok: false, fault: 'inside', message: error.message }
    // A proxy may know names that this machine does not; it connects for itself.
    if (process.env.HTTPS_PROXY || process.env.https_proxy) return null
    return { ok: false, fault: 'unreachable', message: `The host ${address.host} was not found.` }
  }
}
