/** What only the database can say about a form. */
import { listGroups } from '#db/queries/groups.ts'
import { isDisplayNameTaken } from '#db/queries/images.ts'
import { actingFor, type Viewer } from '#lib/access.ts'
import { openPullSecret } from '#lib/secrets/pull-secret.ts'

export type Faults = Record<string, string[]>

type Asked = { groupIds: number[]; pullSecretId: number | null; ownerGroupId?: number | null }

/** Faults of what every new image has: a display name of its own, groups and a pull secret that are there. */
export function findCommonFaults(viewer: Viewer, asked: Asked & { displayName: string }): Faults {
  const { displayName } = asked
  return {
    ...(isDisplayNameTaken(displayName) && { displayName: [takenName(displayName)] }),
    ...findVanished(viewer, asked),
  }
}

/** Chosen groups and a chosen pull secret that are not there, or not for this viewer. */
export function findVanished(viewer: Viewer, asked: Asked): Faults {
  const { groupIds, pullSecretId, ownerGroupId = null } = asked
  const known = listGroups(viewer).map((group) => group.id)
  const acting = actingFor(viewer, ownerGroupId)
  const isSecretMissing = pullSecretId !== null && openPullSecret(acting, pullSecretId) === null
  return {
    ...(groupIds.some((id) => !known.includes(id)) && {
      groupIds: ['A chosen group is not there any more. Choose again.'],
    }),
    ...(isSecretMissing && { pullSecretId: [ownerGroupId === null ? missingSecret : unsharedSecret] }),
  }
}

const missingSecret = 'This pull secret is not there any more. Choose another.'
const unsharedSecret = 'This pull secret is not shared with the group of the image, or gone. Choose another.'

export function takenName(displayName: string): string {
  return `“${displayName}” is taken. Choose another display name.`
}
