import { type GroupDetail, getGroup } from '#db/queries/groups.ts'
import { canManageGroups, type Viewer } from '#lib/access.ts'
import { idFrom } from '#lib/form-text.ts'

/** The group that an address names; null where there is none, or none that this viewer may see. */
export function findGroup(viewer: Viewer, id: string): GroupDetail | null {
  const groupId = idFrom(id)
  return groupId !== null && canManageGroups(viewer) ? getGroup(viewer, groupId) : null
}
