/** What the database and the registries say about pull secrets that a form sent. */
import { listGroups } from '#db/queries/groups.ts'
import type { Viewer } from '#lib/access.ts'
import { spend } from '#lib/auth/limits.ts'
import { LimitReached } from '#lib/limit-reached.ts'
import { checkLogin, type LoginCheck } from '#lib/secrets/check-login.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'

export type Faults = Record<string, string[]>

/** A group that was chosen may have been deleted meanwhile. */
export function findGroupFaults(viewer: Viewer, groupIds: readonly number[]): Faults {
  const known = new Set(listGroups(viewer).map((group) => group.id))
  if (groupIds.every((id) => known.has(id))) return {}
  return { groupIds: ['A chosen group is not there any more. Look at your choice, then send again.'] }
}

/** Tries a login unless the person overruled that. */
export async function tryLogin(
  viewer: Viewer,
  login: RegistryLogin,
  isUnchecked: boolean,
): Promise<LoginCheck | 'not asked'> {
  if (isUnchecked) return 'not asked'
  const refusal = await spend('lookUps', viewer).catch(asFault)
  return refusal ?? checkLogin(login)
}

/** At its field, so that the typed password is kept with the rest of the form. */
function asFault(error: unknown): LoginCheck {
  if (error instanceof LimitReached) return { ok: false, fault: error.message, at: 'registry' }
  throw error
}

/** What to add to the notice about a login that was saved. */
export function describeCheck(check: LoginCheck | 'not asked', registry: string): string {
  if (check === 'not asked') return 'It was not checked.'
  if (!check.ok) return check.fault
  if (check.isOpen) return `${registry} asks nobody who they are, so the login could not be tried.`
  return `${registry} accepts it.`
}
