/**
 * A notice for the next page, kept in a signed cookie from the action to the page that shows it.
 * A page cannot delete cookies, so this process remembers which notices were shown; the cookie fades by itself.
 */
import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { z } from 'zod'
import { config } from '#lib/config.ts'

/** One sentence, at most 300 characters of it are kept; `href` is the next step, a path of ours. */
export type Flash = { message: string; href?: string }

const cookieName = 'slipway.flash'
const maxAge = 600
const maxShown = 10_000
const kept = z.object({
  id: z.string(),
  message: z.string(),
  href: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional(),
})

const shared = globalThis as { [key: symbol]: Map<string, number> | undefined }
const shownKey = Symbol.for('slipway.flash.shown')

/** Leaves a notice for the next page. Call in a server action, before `redirect()`. */
export async function setFlash(message: string, href?: string): Promise<void> {
  const value = writeFlash({ id: randomUUID(), message, href })
  const secure = config().SLIPWAY_URL.startsWith('https:')
  const jar = await cookies()
  jar.set(cookieName, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge })
}

/** The notice that waits for this page, once; null when there is none. The same answer all through one request. */
export const takeFlash = cache(async (): Promise<Flash | null> => {
  const flash = readFlash((await cookies()).get(cookieName)?.value)
  const isPrefetch = (await headers()).has('next-router-prefetch')
  if (!flash || isPrefetch || !isNew(flash.id)) return null
  const { message, href } = flash
  return { message, ...(href && { href }) }
})

/** A cookie's value: `notice.signature`, both base64url. */
export function writeFlash({ message, ...rest }: Flash & { id: string; href?: string | undefined }): string {
  const short = message.replace(/^(.{299}).{2,}$/su, '$1…')
  const notice = Buffer.from(JSON.stringify({ ...rest, message: short })).toString('base64url')
  return `${notice}.${sign(notice).toString('base64url')}`
}

/** Reads a cookie's value; null for anything that `writeFlash` did not write. */
export function readFlash(value: string | undefined) {
  const [notice = '', signature = ''] = value?.split('.') ?? []
  const [given, ours] = [Buffer.from(signature, 'base64url'), sign(notice)]
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null
  return kept.safeParse(JSON.parse(Buffer.from(notice, 'base64url').toString())).data ?? null
}

/** Whether a notice was not shown yet; from now on it was. Oldest first, they are forgotten with their cookies. */
export function isNew(id: string): boolean {
  shared[shownKey] ??= new Map()
  const shown = shared[shownKey]
  const old = Date.now() - maxAge * 1000
  for (const [each, at] of shown) {
    if (at >= old) break
    shown.delete(each)
  }
  if (shown.has(id)) return false
  const [oldest = ''] = shown.keys()
  if (shown.size >= maxShown) shown.delete(oldest)
  shown.set(id, Date.now())
  return true
}

function sign(notice: string): Buffer {
  const key = hkdfSync('sha256', config().SLIPWAY_SECRET, 'slipway', 'flash notices', 32)
  return createHmac('sha256', Buffer.from(key)).update(notice).digest()
}
