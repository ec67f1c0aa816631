import { hasVisibleImage } from '#db/queries/doors.ts'
import type { Viewer } from '#lib/access.ts'
import { spend } from '#lib/auth/limits.ts'
import { parseReference } from '#lib/images/reference.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { pullLogins } from '#lib/secrets/logins.ts'
import { pushRegistry } from '#lib/settings.ts'

type Asked = { reference: string; pullSecretId: number | null }

/** Asks a registry about a reference for a viewer, as often as one person may. `opener`: see `openerFor`. */
export async function askRegistryFor<Answer>(
  viewer: Viewer,
  { reference, pullSecretId }: Asked,
  opener: Viewer,
  ask: (reference: string, logins: RegistryLogin[]) => Promise<Answer>,
): Promise<Answer | typeof notThere> {
  await spend('lookUps', viewer)
  return isHiddenBuild(viewer, reference) ? notThere : ask(reference, pullLogins(opener, pullSecretId))
}

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
const notThere = { ok: false, fault: 'missing', message: 'not found' } as const
