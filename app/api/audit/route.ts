import { readAudit } from '#db/queries/audit-trail.ts'
import { canSeeAudit, type Viewer } from '#lib/access.ts'
import { type AuditQuery, readAuditQuery } from '#lib/audit/audit-query.ts'
import { csvHead, csvLine } from '#lib/audit/csv.ts'
import { answerDownload } from '#lib/auth/lasting-stream.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { viewer } from '#lib/auth/viewer.ts'

const headers = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="slipway-audit.csv"',
}
const refusal = 'This is not all of it: you may no longer see the audit trail.\r\n'

/** What the search found, oldest first, as CSV; all of it where nothing was searched. */
export async function GET(request: Request): Promise<Response> {
  const asking = await admit()
  if (asking instanceof Response) return asking
  const query = readAuditQuery(Object.fromEntries(new URL(request.url).searchParams))
  return answerDownload({ request, viewer: asking, may: canSeeAudit, headers, refusal }, csv(asking, query))
}

/** Answers without opening a download that nobody would read to its end. */
export async function HEAD(): Promise<Response> {
  const asking = await admit()
  return new Response(null, { status: asking instanceof Response ? asking.status : 200 })
}

async function admit(): Promise<Viewer | Response> {
  const asking = await viewer()
  if (!asking) return refuse(401, 'Sign in to see the audit trail.')
  return canSeeAudit(asking) ? asking : refuse(403, 'You may not see the audit trail.')
}

async function* csv(viewer: Viewer, query: AuditQuery): AsyncGenerator<string> {
  yield csvHead
  for (const entries of readAudit(viewer, query)) yield entries.map(csvLine).join('')
}
