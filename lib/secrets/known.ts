/** What must not stand in the log of a build. */
import { systemViewer } from '#lib/access.ts'
import type { Secret } from '#lib/builds/mask.ts'
import { config } from '#lib/config.ts'
import { buildLogins } from './logins.ts'

/** Slipway's own secrets and the logins of a build, as far as they can be opened. */
export function knownSecrets(pullSecretId: number | null): Secret[] {
  const set = config()
  const own = [
    set.SLIPWAY_SECRET,
    set.SLIPWAY_SECRET_OLD,
    set.SLIPWAY_OIDC_CLIENT_SECRET,
    set.SLIPWAY_METRICS_TOKEN,
  ]
  const logins = [...tryLogins(pullSecretId), ...tryLogins(null)]
  return [
    ...own.flatMap((text) => (text ? [{ text }] : [])),
    ...logins.map(({ username, password }) => ({ text: password, user: username })),
  ]
}

function tryLogins(pullSecretId: number | null) {
  try {
    return buildLogins(systemViewer, pullSecretId)
  } catch {
    return []
  }
}
