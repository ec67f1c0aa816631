import { isDatabaseAnswering } from '#db/queries/health.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and service managers: 200 `ok` while pages can be served. */
export function GET(): Response {
  const headers = { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' }
  if (isDatabaseAnswering()) return new Response('ok\n', { headers })
  return new Response('The database does not answer.\n', { status: 503, headers })
}
