/** What only the database and the registries can say about a form. */
import { listGroups } from '#db/queries/groups.ts'
import { isNameTaken } from '#db/queries/images.ts'
import type { Viewer } from '#lib/access.ts'
import { explainInspection } from '#lib/builds/inspection-fault.ts'
import { config } from '#lib/config.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { openPullSecret } from '#lib/secrets/pull-secret.ts'

export type Faults = Record<string, string[]>

type Asked = { displayName: string; groupIds: number[]; pullSecretId: number | null }

/** Faults of what every image has: a display name of its own, groups and a pull secret that are there. */
export function findCommonFaults(viewer: Viewer, { displayName, groupIds, pullSecretId }: Asked): Faults {
  const known = listGroups(viewer).map((group) => group.id)
  const isSecretMissing = pullSecretId !== null && openPullSecret(viewer, pullSecretId) === null
  return {
    ...(isNameTaken('displayName', displayName) && { displayName: [takenName(displayName)] }),
    ...(groupIds.some((id) => !known.includes(id)) && {
      groupIds: ['A chosen group is not there any more. Choose again.'],
    }),
    ...(isSecretMissing && { pullSecretId: ['This pull secret is not there any more. Choose another.'] }),
  }
}

/** Looks a reference up; its digest, or in a sentence why there is none. */
export async function lookUp(
  viewer: Viewer,
  { reference, pullSecretId }: { reference: string; pullSecretId: number | null },
): Promise<{ digest: string } | { fault: string }> {
  const inspection = await inspectImage(reference, loginsFor(viewer, pullSecretId))
  if (inspection.ok) return { digest: inspection.image.digest }
  const { summary, advice } = explainInspection(reference, inspection.fault, inspection.message)
  return { fault: `${summary} ${advice}` }
}

export function takenName(displayName: string): string {
  return `“${displayName}” is taken. Choose another display name.`
}

/** As the builder signs in: our own registry, and the chosen pull secret. */
function loginsFor(viewer: Viewer, pullSecretId: number | null): RegistryLogin[] {
  const { SLIPWAY_REGISTRY, SLIPWAY_REGISTRY_USERNAME, SLIPWAY_REGISTRY_PASSWORD } = config()
  const own = {
    registry: SLIPWAY_REGISTRY,
    username: SLIPWAY_REGISTRY_USERNAME,
    password: SLIPWAY_REGISTRY_PASSWORD,
  }
  const chosen = pullSecretId === null ? null : openPullSecret(viewer, pullSecretId)
  return chosen ? [own, chosen] : [own]
}
