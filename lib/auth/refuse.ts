/** Answers to whoever may not ask, or asked too often, with a body. */
import type { LimitReached } from '#lib/limit-reached.ts'

export function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/** `Retry-After` is in seconds (RFC 9110, §10.2.3). */
export function refuseForNow({ message, seconds }: LimitReached): Response {
  return refuse(429, message, { 'retry-after': String(seconds) })
}
