import { readReadiness } from '#lib/operations/readiness.ts'

export const dynamic = 'force-dynamic'

/** For load balancers: 200 while pages can be served, else 503; the body says what builds need besides. */
export function GET(): Response {
  const readiness = readReadiness(Date.now())
  const status = readiness.ready ? 200 : 503
  return Response.json(readiness, { status, headers: { 'cache-control': 'no-store' } })
}
