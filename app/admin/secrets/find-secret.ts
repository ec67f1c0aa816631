import { getSharedPullSecret } from '#db/queries/pull-secrets.ts'
import { canManagePullSecrets, type Viewer } from '#lib/access.ts'
import { idFrom } from '#lib/form-text.ts'

/** The pull secret that an address names; null where there is none, or none that this viewer may change. */
export function findSecret(viewer: Viewer, id: string) {
  const secretId = idFrom(id)
  return secretId !== null && canManagePullSecrets(viewer) ? getSharedPullSecret(viewer, secretId) : null
}
