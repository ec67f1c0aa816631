/** Which credentials go where. One host has one login in a docker configuration; the later one wins. */
import type { Viewer } from '#lib/access.ts'
import { pushRegistry } from '#lib/settings.ts'
import type { RegistryLogin } from './docker-config.ts'
import { openPullSecret } from './pull-secret.ts'

/** To look up or pull a reference: the chosen pull secret is what the person means. Throws when it cannot be opened. */
export function pullLogins(viewer: Viewer, pullSecretId: number | null): RegistryLogin[] {
  return [ownLogin(), ...chosenLogin(viewer, pullSecretId)]
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
