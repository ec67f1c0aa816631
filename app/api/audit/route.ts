import { readAudit } from '#db/queries/audit-trail.ts'
import { canSeeAudit } from '#lib/access.ts'
import { readAuditQuery } from '#lib/audit/audit-query.ts'
import { csvHead, csvLine } from '#lib/audit/csv.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { viewer } from '#lib/auth/viewer.ts'

/** What the search found, oldest first, as CSV; all of it where nothing was searched. */
export async function GET(request: Request): Promise<Response> {
  const asking = await viewer()
  if (!asking) return refuse(401, 'Sign in to see the audit trail.')
  if (!canSeeAudit(asking)) return refuse(403, 'You may not see the audit trail.')
  const query = readAuditQuery(Object.fromEntries(new URL(request.url).searchParams))
  const batches = readAudit(asking, query)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(csvHead)),
    pull(controller) {
      const { done, value } = batches.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value.map(csvLine).join('')))
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="slipway-audit.csv"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}
