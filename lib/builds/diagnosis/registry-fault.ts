/** What registries answer and how connections to them fail: the same words for bases and for pushes. */
import type { Failure } from './failure.ts'

export type RegistryFault =
  | 'broken'
  | 'certificate'
  | 'invalid'
  | 'missing'
  | 'plain-http'
  | 'rate-limit'
  | 'tls-only'
  | 'unauthorised'
  | 'denied'
  | 'unreachable'

/** Texts of buildx 0.13 and Docker 26, with both of its image stores. Earlier ones win. */
const faults: readonly (readonly [pattern: RegExp, fault: RegistryFault])[] = [
  [/server gave HTTP response to HTTPS client/, 'plain-http'],
  [/HTTP request to an HTTPS server|\b400 Bad Request/, 'tls-only'],
  [/x509: |tls: failed to verify/, 'certificate'],
  [/toomanyrequests|\b429 Too Many/i, 'rate-limit'],
  [/no basic auth credentials|\bunauthorized\b|\b401 Unauthorized|authorization failed/i, 'unauthorised'],
  [/\b403 Forbidden|\bdenied\b/i, 'denied'],
  [/\b5\d\d [A-Z]|received unexpected HTTP status: 5\d\d/, 'broken'],
  [
    /no such host|connection refused|Client\.Timeout|i\/o timeout|deadline exceeded|no route to host|: EOF$/,
    'unreachable',
  ],
  [/failed to parse stage name|invalid reference format/, 'invalid'],
  [/: not found|manifest unknown|name unknown|\b404 Not Found/i, 'missing'],
]

/** What is wrong, as far as the words tell it. */
export function registryFault(words: string): RegistryFault | null {
  const lines = words.split('\n')
  return faults.find(([pattern]) => lines.some((line) => pattern.test(line)))?.[1] ?? null
}

/** ` at host`, where the engine names it in an address. */
export function named({ error }: Pick<Failure, 'error'>, word = 'at'): string {
  const host = /https?:\/\/([^/"\s]+)\/v2\//.exec(error)?.[1] ?? /lookup (\S+?)[: ]/.exec(error)?.[1]
  return host ? ` ${word} ${host}` : ''
}

/** Advice with the engine's own words behind it: those of the step, which come last, are the shortest. */
export function said(advice: string, error: string): string {
  return `${advice} It said: ${error.trim().split('\n').at(-1)?.slice(0, 300) || 'nothing'}`
}
