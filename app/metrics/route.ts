import { createHash, timingSafeEqual } from 'node:crypto'
import { config } from '#lib/config.ts'
import { formatMetrics } from '#lib/operations/metrics.ts'
import { readMetrics } from '#lib/operations/read-metrics.ts'

export const dynamic = 'force-dynamic'

const text = { 'cache-control': 'no-store', 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }

/** For Prometheus, with the token that the administrator set; without one there is nothing here. */
export function GET(request: Request): Response {
  const token = config().SLIPWAY_METRICS_TOKEN
  if (token === undefined) return new Response('Set SLIPWAY_METRICS_TOKEN.\n', { status: 404, headers: text })
  if (!isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) {
    const headers = { ...text, 'www-authenticate': 'Bearer' }
    return new Response('Send SLIPWAY_METRICS_TOKEN as bearer token.\n', { status: 401, headers })
  }
  return new Response(formatMetrics(readMetrics(Date.now())), { headers: text })
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((each) => createHash('sha256').update(each).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}
