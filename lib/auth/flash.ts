/**
 * A notice for the next page, kept in a cookie from the action to the page that shows it.
 * A page cannot delete cookies, so this process remembers which notices were shown; the cookie fades by itself.
 */
import { randomUUID } from 'node:crypto'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { z } from 'zod'
import { config } from '#lib/config.ts'

/** One sentence; `href` is the next step, a path of ours. */
export type Flash = { message: string; href?: string }

const cookieName = 'slipway.flash'
const maxAge = 600
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
  const value = JSON.stringify({ id: randomUUID(), message, href })
  const secure = config().SLIPWAY_URL.startsWith('https:')
  const jar = await cookies()
  jar.set(cookieName, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge })
}

/** The notice that waits for this page, once; null when there is none. The same answer all through one request. */
export const takeFlash = cache(async (): Promise<Flash | null> => {
  const flash = parseFlash((await cookies()).get(cookieName)?.value)
  const isPrefetch = (await headers()).has('next-router-prefetch')
  if (!flash || isPrefetch || !isNew(flash.id)) return null
  const { message, href } = flash
  return { message, ...(href && { href }) }
})

/** Reads a cookie's value; null for anything that `setFlash` did not write. */
export function parseFlash(value: string | undefined) {
  if (!value) return null
  try {
    return kept.parse(JSON.parse(value))
  } catch {
    return null
  }
}

/** Whether a notice was not shown yet; from now on it was. */
export function isNew(id: string): boolean {
  shared[shownKey] ??= new Map()
  const shown = shared[shownKey]
  const old = Date.now() - maxAge * 1000
  for (const [each, at] of shown) if (at < old) shown.delete(each)
  if (shown.has(id)) return false
  shown.set(id, Date.now())
  return true
}
