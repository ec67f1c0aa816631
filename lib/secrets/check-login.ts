/** Tries a login at its registry, as the docker client does. https://distribution.github.io/distribution/spec/auth/token/ */

import type { RegistryLogin } from './docker-config.ts'
import { guardNow } from './outside.ts'
import { type Access, type Answer, askRegistry } from './registry-client.ts'
import { RegistryFault } from './registry-fault.ts'

/**
 * `isOpen`: the registry asks nobody who they are, so the login proved nothing. `fault` is a sentence for people, `at`
 * the field of a form where it belongs.
 */
export type LoginCheck =
  | { ok: true; isOpen: boolean }
  | { ok: false; fault: string; at: 'registry' | 'password' | 'prefix' }

export const checkTimeoutMs = 10_000

/** Whether the registry takes this login. 10 s at most; never throws for what a registry does. */
export async function checkLogin(login: RegistryLogin, timeoutMs = checkTimeoutMs): Promise<LoginCheck> {
  return tellFaults(login.registry, timeoutMs, async (signal) => {
    const answer = await askRegistry(login, { path: '/v2/', signal })
    return understand(login, answer)
  })
}

/**
 * Whether this login may push below a repository: an upload is begun there and given up again. Where to push is an
 * administrator's choice, so the registry may be inside the network.
 */
export async function checkPush(
  login: RegistryLogin,
  prefix: string,
  timeoutMs = checkTimeoutMs,
): Promise<LoginCheck> {
  return tellFaults(login.registry, timeoutMs, async (signal) => {
    const repository = `${prefix}/slipway-test`
    const guard = guardNow([login.registry])
    const access: Access = { path: '/v2/', signal, guard }
    const first = understand(login, await askRegistry(login, access))
    if (!first.ok) return first
    const upload = { path: `/v2/${repository}/blobs/uploads/`, method: 'POST', signal, guard }
    const scope = `repository:${repository}:pull,push`
    const answer = await askRegistry(login, { ...upload, scope })
    if (answer.status !== 202) return no('prefix', mayNotPush(login, prefix, answer.status))
    await giveUp(login, answer, { ...upload, scope })
    return first
  })
}

async function giveUp(login: RegistryLogin, { location }: Answer, access: Access): Promise<void> {
  if (!location?.startsWith('/')) return
  await askRegistry(login, { ...access, path: location, method: 'DELETE' }).catch(() => {})
}

function understand({ registry, username }: RegistryLogin, { status, wasAsked }: Answer): LoginCheck {
  if (status === 200) return { ok: true, isOpen: !wasAsked }
  if (status === 401 || status === 403)
    return username
      ? no('password', `${registry} refuses this user name and password.`)
      : no('password', `${registry} asks for a user name and a password.`)
  if (status === 404) return no('registry', `${registry} answers, but is no registry: it has no /v2/.`)
  return no('registry', `${registry} answers with an error (HTTP ${status}).`)
}

function no(at: 'registry' | 'password' | 'prefix', fault: string): LoginCheck {
  return { ok: false, fault, at }
}

function mayNotPush({ registry, username }: RegistryLogin, prefix: string, status: number): string {
  const who = username ? `“${username}” may not push` : 'Pushing without a login is not allowed'
  if (status === 401 || status === 403) return `${registry} is there, but ${who} to ${prefix}.`
  if (status === 404)
    return `${registry} is there, but has no place ${prefix} to push to. Make it there first.`
  return `${registry} is there, but a push to ${prefix} ends with HTTP ${status}.`
}

async function tellFaults(
  registry: string,
  timeoutMs: number,
  check: (signal: AbortSignal) => Promise<LoginCheck>,
): Promise<LoginCheck> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    return await check(signal)
  } catch (error) {
    if (signal.aborted) return no('registry', `${registry} did not answer within ${timeoutMs / 1000} s.`)
    if (error instanceof RegistryFault) return no('registry', error.message)
    throw error
  }
}
