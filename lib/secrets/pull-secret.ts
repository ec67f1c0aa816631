/** Pull secrets as the registry wants them. Only the builder and inspections open them; no page ever does. */
import { getSealedPullSecret } from '#db/queries/pull-secrets.ts'
import type { Viewer } from '#lib/access.ts'
import { registryName } from '#lib/images/registry-name.ts'
import type { RegistryLogin } from './docker-config.ts'
import { purposes } from './purposes.ts'
import { open, seal } from './seal.ts'

/** A password as it is kept in the row of its pull secret. */
export function sealPassword({ registry, username, password }: RegistryLogin): (row: number) => string {
  return (row) => seal(password, purposes.password, [row, registry, username])
}

/** The login that a pull secret holds, or null where there is none that this viewer may use. */
export function openPullSecret(viewer: Viewer, id: number): RegistryLogin | null {
  const secret = getSealedPullSecret(viewer, id)
  if (!secret) return null
  const { registry, username, sealedPassword } = secret
  const password = open(sealedPassword, purposes.password, [id, registry, username])
  return { registry: registryName(registry), username, password }
}
