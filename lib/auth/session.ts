/** The session cookie: an encrypted token that says which user it is, which session, and since when. */
import { randomUUID } from 'node:crypto'
import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { hasEnded, type Session } from '#db/queries/session-ends.ts'
import { config } from '#lib/config.ts'
import { noteViewer } from '#lib/operations/request-context.ts'
import { cookieName, cookieOptions } from './cookies.ts'

export const sessionSeconds = 8 * 3600

const claimsSchema = z.object({
  sub: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  sid: z.string().min(1),
  since: z.number().positive(),
})

/** What Next gives pages, route handlers and the proxy alike. */
type CookieJar = { get(name: string): { value: string } | undefined }

/** The claims of a session that begins now. */
export function newSession(userId: string) {
  return { sub: userId, sid: randomUUID(), since: Date.now() }
}

/** The session of a cookie; null without a valid one, and for one that is over, however young its token is. */
export async function readSession(jar: CookieJar): Promise<Session | null> {
  const token = jar.get(cookieName('session-token'))?.value
  if (!token) return null
  const decoded = await decode({ token, secret: config().SLIPWAY_SECRET }).catch(() => null)
  const { data } = claimsSchema.safeParse(decoded)
  if (!data) return null
  const session = { userId: data.sub, id: data.sid, since: data.since }
  if (isOver(session)) return null
  noteViewer(session.userId)
  return session
}

/** Whether a session has lasted as long as one may, or was ended: asked again while streams run. */
export function isOver(session: Session): boolean {
  return Date.now() - session.since >= sessionSeconds * 1000 || hasEnded(session)
}

/** The value that next-auth wants back from a form, or null where its cookie is not set yet. */
export function csrfToken(jar: CookieJar): string | null {
  return jar.get(cookieName('csrf-token'))?.value.split('|')[0] || null
}

/** The attributes of the session cookie, as a browser wants them again to delete it. */
export function sessionCookie() {
  return { name: cookieName('session-token'), ...cookieOptions() }
}
