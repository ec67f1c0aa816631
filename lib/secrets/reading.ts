/** What people have read for them where builds are pushed to: the login that pushes would open everything there. */
import { findBuiltFor, isAddedFor, isIn } from '#db/queries/repositories.ts'
import type { Viewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'
import { parseReference } from '#lib/images/reference.ts'
import { isPublicRegistry } from '#lib/images/registry-name.ts'
import { environmentRegistry, pushRegistry } from '#lib/settings.ts'

/**
 * `with our login`: what the viewer may use of the catalogue, and what administrators recommend as a base.
 * `like everybody`: what is not ours. `not at all`: what was built for others, and what else our registries have.
 */
export type Reading = 'with our login' | 'like everybody' | 'not at all'

/** How a reference is read for a viewer who chose no pull secret for its registry. */
export function readingOf(viewer: Viewer, reference: string): Reading {
  const parsed = parseReference(reference)
  if (!parsed.ok) return 'like everybody'
  if (viewer.isAdministrator) return 'with our login'
  const { registry } = parsed.reference
  const builtFor = findBuiltFor(viewer, parsed.reference)
  const isRecommended = config().SLIPWAY_BASE_IMAGES.some((base) => isIn(parsed.reference, base))
  if (builtFor === 'viewer' || isRecommended) return 'with our login'
  const isOurs = [pushRegistry(), environmentRegistry()].some((own) => own.registry === registry)
  if (!isOurs && builtFor === 'nobody') return 'like everybody'
  if (isAddedFor(viewer, parsed.reference)) return 'with our login'
  return isPublicRegistry(registry) && builtFor === 'nobody' ? 'like everybody' : 'not at all'
}
