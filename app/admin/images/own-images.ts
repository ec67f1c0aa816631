import { hasVisibleImage } from '#db/queries/doors.ts'
import type { Viewer } from '#lib/access.ts'
import { parseReference } from '#lib/images/reference.ts'
import { pushRegistry } from '#lib/settings.ts'

/**
 * Whether a reference names something that was built here and that this viewer may not use. Our own registry is asked
 * with our login, not theirs, so it would give everything to everyone who knows a name.
 */
export function isHiddenBuild(viewer: Viewer, reference: string): boolean {
  const parsed = parseReference(reference)
  if (viewer.isAdministrator || !parsed.ok) return false
  const { registry, prefix } = pushRegistry()
  const start = `${prefix}/`
  const { repository } = parsed.reference
  const isOurs = parsed.reference.registry === registry.toLowerCase() && repository.startsWith(start)
  return isOurs && !hasVisibleImage(viewer, repository.slice(start.length))
}

/** How a registry answers for what is not there: whether it is, is not told. */
export const notThere = { ok: false, fault: 'missing', message: 'not found' } as const
