/** Which credentials go where. One host has one login in a docker configuration; the later one wins. */
import { ownersOf, systemViewer, type Viewer } from '#lib/access.ts'
import { parseReference } from '#lib/images/reference.ts'
import { pushRegistry } from '#lib/settings.ts'
import type { RegistryLogin } from './docker-config.ts'
import { openPullSecret } from './pull-secret.ts'
import { readingOf } from './reading.ts'

type Question = { reference: string; pullSecretId: number | null }
type OwnersQuestion = Question & { ownerGroupId: number | null }

/**
 * To look up or pull a reference for a viewer: the pull secret that was chosen for its registry is what the person
 * means, else our own login where they may have it. Null where nothing may be asked for them. `opener`: with whose
 * right the pull secret is opened. Throws when it cannot be.
 */
export function pullLogins(
  viewer: Viewer,
  { reference, pullSecretId }: Question,
  opener = viewer,
): RegistryLogin[] | null {
  const chosen = chosenLogin(opener, pullSecretId)
  const registry = registryOf(reference)
  if (chosen.some((login) => login.registry === registry)) return chosen
  const reading = readingOf(viewer, reference)
  if (reading === 'not at all') return null
  const own = ownLogin()
  return reading === 'with our login' && own.registry === registry ? [own, ...chosen] : chosen
}

/**
 * The same for what the builder asks by itself, on behalf of those whose image it is: what they may use now, not when
 * somebody typed it. The pull secret of an image stays its own.
 */
export function ownersLogins({ ownerGroupId, ...question }: OwnersQuestion): RegistryLogin[] | null {
  return pullLogins(ownersOf(ownerGroupId), question, systemViewer)
}

/** To build: a pull secret for our own registry must not take the place of the right to push there. */
export function buildLogins(viewer: Viewer, pullSecretId: number | null): RegistryLogin[] {
  return [...chosenLogin(viewer, pullSecretId), ownLogin()]
}

function chosenLogin(viewer: Viewer, pullSecretId: number | null): RegistryLogin[] {
  return pullSecretId === null ? [] : [openPullSecret(viewer, pullSecretId)].filter((login) => login !== null)
}

function ownLogin(): RegistryLogin {
  const { registry, username, password } = pushRegistry()
  return { registry, username, password }
}

function registryOf(reference: string): string | null {
  const parsed = parseReference(reference)
  return parsed.ok ? parsed.reference.registry : null
}
