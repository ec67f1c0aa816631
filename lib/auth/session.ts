/** The session cookie: an encrypted token that says nothing but which user it is. */
import { decode } from 'next-auth/jwt'
import { config } from '#lib/config.ts'
import { noteViewer } from '#lib/operations/request-context.ts'

export const sessionSeconds = 8 * 3600

/** What Next gives pages, route handlers and the proxy alike. */
type CookieJar = { get(name: string): { value: string } | undefined }

/** The id of the user whose session this is, or null without a valid one. */
export async function sessionUserId(jar: CookieJar): Promise<number | null> {
  const token = jar.get(sessionCookieName())?.value
  if (!token) return null
  const claims = await decode({ token, secret: config().SLIPWAY_SECRET }).catch(() => null)
  const id = Number(claims?.sub)
  if (!Number.isSafeInteger(id) || id <= 0) return null
  noteViewer(id)
  return id
}

/** next-auth's names: with a prefix where cookies travel over https only. */
export function sessionCookieName(): string {
  return isSecure() ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
}

/** The value that next-auth wants back from a form, or null where its cookie is not set yet. */
export function csrfToken(jar: CookieJar): string | null {
  const name = isSecure() ? '__Host-next-auth.csrf-token' : 'next-auth.csrf-token'
  return jar.get(name)?.value.split('|')[0] || null
}

/** The attributes of the session cookie, as a browser wants them again to delete it. */
export function sessionCookie() {
  return {
    name: sessionCookieName(),
    path: '/',
    secure: isSecure(),
    httpOnly: true,
    sameSite: 'lax' as const,
  }
}

function isSecure(): boolean {
  return config().SLIPWAY_URL.startsWith('https:')
}
