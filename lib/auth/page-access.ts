/** Which page is for whom: the table that proxy.ts goes by. Pages and queries ask lib/access.ts again anyway. */

import { hasCustomImage, hasManagedBuild, hasManagedImage, hasVisibleImage } from '#db/queries/doors.ts'
import { getEngine } from '#db/queries/engines.ts'
import { getGroup } from '#db/queries/groups.ts'
import { getSharedPullSecret } from '#db/queries/pull-secrets.ts'
import { getUserDetail } from '#db/queries/user-list.ts'
import {
  canChangeSettings,
  canManageGroups,
  canManageImages,
  canManagePullSecrets,
  canSeeAudit,
  canSeeUsers,
  canUseCatalogue,
  type Viewer,
} from '#lib/access.ts'
import { idFrom } from '#lib/form-text.ts'

/** What a request for a page gets. All but `show` and `sign in` are pages that explain. */
export type Decision = 'show' | 'sign in' | 'no groups' | 'no access' | 'missing'

type Policy = 'everyone' | 'signed in' | ((viewer: Viewer) => boolean)

/** Whether the thing that the page is about is there for this viewer; it stands in the address for the first `*`. */
type Thing = (viewer: Viewer, name: string) => boolean

/** `*` is one part of a path, `**` at the end any further ones. The first row that fits decides. */
export const pages: readonly (readonly [pattern: string, policy: Policy, thing?: Thing])[] = [
  ['/sign-in', 'everyone'],
  ['/first-administrator', 'signed in'],
  ['/', canUseCatalogue],
  ['/images/*', canUseCatalogue, hasVisibleImage],
  ['/admin/images', canManageImages],
  ['/admin/images/new/**', canManageImages],
  ['/admin/images/*/rebuild', canManageImages, hasCustomImage],
  ['/admin/images/*/**', canManageImages, hasManagedImage],
  ['/admin/builds', canManageImages],
  ['/admin/builds/*/**', canManageImages, isOwnBuild],
  ['/admin/groups', canManageGroups],
  ['/admin/groups/new', canManageGroups],
  ['/admin/groups/*/**', canManageGroups, isGroup],
  ['/admin/users', canSeeUsers],
  ['/admin/users/*', canSeeUsers, isUser],
  ['/admin/settings', canChangeSettings],
  ['/admin/settings/housekeeping', canChangeSettings],
  ['/admin/settings/engine', canChangeSettings],
  ['/admin/settings/engines', canChangeSettings],
  ['/admin/settings/engines/new', canChangeSettings],
  ['/admin/settings/engines/environment', canChangeSettings],
  ['/admin/settings/engines/*/**', canChangeSettings, isEngine],
  ['/admin/setup', canChangeSettings],
  ['/admin/audit', canSeeAudit],
  ['/admin/secrets', canManagePullSecrets],
  ['/admin/secrets/new', canManagePullSecrets],
  ['/admin/secrets/paste', canManagePullSecrets],
  ['/admin/secrets/*/**', canManagePullSecrets, isPullSecret],
]

/** Decides about one page. `pathname` is as the browser sent it; a page that no row names is missing. */
export function decidePage(pathname: string, viewer: Viewer | null): Decision {
  const parts = partsOf(pathname)
  const [pattern = '', policy, thing] = pages.find(([each]) => fits(each, parts)) ?? []
  if (policy === 'everyone') return 'show'
  if (!viewer) return 'sign in'
  if (policy === 'signed in') return 'show'
  if (!canUseCatalogue(viewer)) return 'no groups'
  if (!policy) return 'missing'
  if (!policy(viewer)) return 'no access'
  const name = parts[partsOf(pattern).indexOf('*')] ?? ''
  return !thing || thing(viewer, name) ? 'show' : 'missing'
}

/** Whether a row names this path, whatever the viewer may do there. */
export function isPage(pathname: string): boolean {
  const parts = partsOf(pathname)
  return pages.some(([pattern]) => fits(pattern, parts))
}

/** In words, whom a page is for. */
export function audienceOf(pathname: string): string {
  const parts = partsOf(pathname)
  const [, policy] = pages.find(([pattern]) => fits(pattern, parts)) ?? []
  return policy === canManageImages ? 'administrators and group managers' : 'administrators'
}

/** Whether a path is one that the pattern describes. */
export function fits(pattern: string, parts: readonly string[]): boolean {
  const wanted = partsOf(pattern)
  const isOpen = wanted.at(-1) === '**'
  if (isOpen) wanted.pop()
  const hasLength = isOpen ? parts.length >= wanted.length : parts.length === wanted.length
  return hasLength && wanted.every((part, index) => part === '*' || part === parts[index])
}

/** `/images/a%20b/` → `['images', 'a b']`. A part that cannot be decoded stays as it is and fits nothing. */
export function partsOf(pathname: string): string[] {
  return pathname.split('/').filter(Boolean).map(decode)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function isGroup(viewer: Viewer, id: string): boolean {
  const groupId = idFrom(id)
  return groupId !== null && getGroup(viewer, groupId) !== null
}

function isPullSecret(viewer: Viewer, id: string): boolean {
  const secretId = idFrom(id)
  return secretId !== null && getSharedPullSecret(viewer, secretId) !== null
}

function isEngine(viewer: Viewer, id: string): boolean {
  const engineId = idFrom(id)
  return engineId !== null && getEngine(viewer, engineId) !== null
}

function isUser(viewer: Viewer, id: string): boolean {
  const userId = idFrom(id)
  return userId !== null && getUserDetail(viewer, userId) !== null
}

function isOwnBuild(viewer: Viewer, id: string): boolean {
  return idFrom(id) !== null && hasManagedBuild(viewer, Number(id))
}
