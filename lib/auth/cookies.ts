/** The cookies of signing in: for our host only, out of reach of scripts, and over TLS only where that is the address. */
import type { CookiesOptions } from 'next-auth'
import { config } from '#lib/config.ts'

type Name = 'session-token' | 'callback-url' | 'csrf-token' | 'pkce.code_verifier' | 'state' | 'nonce'

const quarterOfAnHour = 15 * 60

/** With the prefix that browsers hold to this very host and to TLS (RFC 6265bis, §4.1.3.2). */
export function cookieName(name: Name): string {
  return `${isSecure() ? '__Host-' : ''}next-auth.${name}`
}

export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure() }
}

/** All of them, as next-auth takes them. */
export function authCookies(): CookiesOptions {
  const lasting = (name: Name) => ({ name: cookieName(name), options: cookieOptions() })
  const passing = (name: Name) => ({
    name: cookieName(name),
    options: { ...cookieOptions(), maxAge: quarterOfAnHour },
  })
  return {
    sessionToken: lasting('session-token'),
    callbackUrl: lasting('callback-url'),
    csrfToken: lasting('csrf-token'),
    pkceCodeVerifier: passing('pkce.code_verifier'),
    state: passing('state'),
    nonce: passing('nonce'),
  }
}

function isSecure(): boolean {
  return config().SLIPWAY_URL.startsWith('https:')
}
