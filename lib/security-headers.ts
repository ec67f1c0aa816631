/** What browsers are told to refuse. Headers that need no configuration are in next.config.ts, for every answer. */
import { config } from './config.ts'

/** Request header from proxy.ts to the page: what marks inline text as ours. Next finds it in the policy by itself. */
export const nonceHeader = 'x-slipway-nonce'

/** The headers of one page. `nonce` is base64, unguessable, and new for every request. */
export function pageHeaders(nonce: string): Record<string, string> {
  return { ...bareHeaders(), 'content-security-policy': contentSecurityPolicy(nonce) }
}

/** The headers of every answer, for those that are no page; what is the same everywhere is in next.config.ts. */
export function bareHeaders(): Record<string, string> {
  const isSecure = config().SLIPWAY_URL.startsWith('https:')
  return isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}
}

/**
 * Scripts are Next's own and what they load (https://www.w3.org/TR/CSP3/#strict-dynamic-usage). Forms lead to
 * ourselves, to the sign-in provider only by the page of lead-on.ts. In development React evaluates text and Next writes
 * styles into the page.
 */
function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
