/** Who may do what. The only place that decides: queries and actions take a viewer and ask here. */

export type GroupRole = 'member' | 'manager'
/** Where a group or a membership comes from: claims of the sign-in provider, or an administrator’s hand. */
export type Origin = 'claims' | 'hand'
export type ViewerGroup = { id: number; name: string; role: GroupRole }

/** The person who is asking, as the database knew them at this request. */
export type Viewer = {
  userId: number
  name: string
  email: string | null
  isAdministrator: boolean
  groups: readonly ViewerGroup[]
  /** From where they ask; absent where no request is behind it. */
  address?: string
}

/** Where an image belongs: `ownerGroupId` is null for a system image, the managers' group for a group image. */
export type ImagePlace = { isGlobal: boolean; ownerGroupId: number | null; groupIds: readonly number[] }

/** Thrown by queries and actions when the viewer may know that a thing exists but may not do this to it. */
export class AccessDenied extends Error {
  override name = 'AccessDenied'
}

/** Ends the request of a viewer whom a policy refused. */
export function allow(isAllowed: boolean, what: string): void {
  if (!isAllowed) throw new AccessDenied(`You may not ${what}.`)
}

/** The builder process, which acts for everyone and is no person. */
export const systemViewer: Viewer = {
  userId: 0,
  name: 'Slipway',
  email: null,
  isAdministrator: true,
  groups: [],
}

/** In whose name something is done for an image when nobody asks: its group's managers, or Slipway for its own. */
export function ownersOf(ownerGroupId: number | null): Viewer {
  if (ownerGroupId === null) return systemViewer
  const group: ViewerGroup = { id: ownerGroupId, name: '', role: 'manager' }
  return { ...systemViewer, isAdministrator: false, groups: [group] }
}

/** A person without any group has signed in, but there is nothing here for them yet. */
export function canUseCatalogue(viewer: Viewer): boolean {
  return viewer.isAdministrator || viewer.groups.length > 0
}

/** The groups whose images this viewer manages. */
export function managedGroups(viewer: Viewer): ViewerGroup[] {
  return viewer.groups.filter((group) => group.role === 'manager')
}

export function managedGroupIds(viewer: Viewer): number[] {
  return managedGroups(viewer).map((group) => group.id)
}

export function canSeeImage(viewer: Viewer, image: ImagePlace): boolean {
  if (viewer.isAdministrator) return true
  if (!canUseCatalogue(viewer)) return false
  const shared = [...image.groupIds, ...(image.ownerGroupId === null ? [] : [image.ownerGroupId])]
  return image.isGlobal || viewer.groups.some((group) => shared.includes(group.id))
}

/** Add, edit, delete, build, rebuild, cancel; also logs and build details. */
export function canManageImage(viewer: Viewer, image: Pick<ImagePlace, 'ownerGroupId'>): boolean {
  if (viewer.isAdministrator) return true
  return image.ownerGroupId !== null && managedGroupIds(viewer).includes(image.ownerGroupId)
}

/** System images, for every group or chosen ones, are made by administrators. */
export function canCreateSystemImage(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

/** A system image (`ownerGroupId` null), or one of a group's managers for their own group. */
export function canCreateImage(viewer: Viewer, ownerGroupId: number | null): boolean {
  return ownerGroupId === null ? canCreateSystemImage(viewer) : managedGroupIds(viewer).includes(ownerGroupId)
}

/** Whether there is any image at all that this viewer could add or manage. */
export function canManageImages(viewer: Viewer): boolean {
  return viewer.isAdministrator || managedGroupIds(viewer).length > 0
}

/** Global or which groups. An image of a group's managers is for their group; they do not give it to others. */
export function canShareImages(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

export function canSeeAdministration(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

export function canManagePullSecrets(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

/** A manager may use what was shared with a group that they manage; only administrators change it. */
export function canUsePullSecret(viewer: Viewer, secret: { groupIds: readonly number[] }): boolean {
  if (viewer.isAdministrator) return true
  return managedGroupIds(viewer).some((id) => secret.groupIds.includes(id))
}

/** What an image has already stays with it, also where this viewer could not choose it anew. */
export function canKeepPullSecret(
  viewer: Viewer,
  image: Pick<ImagePlace, 'ownerGroupId'> & { pullSecretId: number | null },
  pullSecretId: number | null,
): boolean {
  return pullSecretId !== null && pullSecretId === image.pullSecretId && canManageImage(viewer, image)
}

/** The viewer as a manager of one group: an image of it is made with what is shared with that group, not with others. */
export function actingFor(viewer: Viewer, ownerGroupId: number | null): Viewer {
  if (viewer.isAdministrator || ownerGroupId === null) return viewer
  return { ...viewer, groups: viewer.groups.filter((group) => group.id === ownerGroupId) }
}

/**
 * What a base runs of its own inside a build is for whoever may have the image built. What makes the engine fetch
 * something is not: the engine may read every image here, with the login that builds are pushed with.
 */
export function canLetBaseReachOut(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

/** Groups by hand, who is in them, and every group's description. */
export function canManageGroups(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

export function canSeeUsers(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

/** Making administrators by hand, and taking that back. */
export function canAppointAdministrators(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

/** Whoever is signed in: what it takes is the code out of the log, not a group. */
export function canEnterFirstCode(viewer: Viewer): boolean {
  return viewer.userId !== systemViewer.userId
}

/** The registry to push to, the engine, and the setup. */
export function canChangeSettings(viewer: Viewer): boolean {
  return viewer.isAdministrator
}

/** Who did what, when and from where. */
export function canSeeAudit(viewer: Viewer): boolean {
  return viewer.isAdministrator
}
