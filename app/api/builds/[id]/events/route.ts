import { canManageBuild } from '#db/queries/builds.ts'
import type { Viewer } from '#lib/access.ts'
import { admitToBuild } from '#lib/auth/admit-to-build.ts'
import { answerLasting } from '#lib/auth/lasting-stream.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { isRecordBoundary } from '#lib/logs/read.ts'
import { followBuild } from '#lib/logs/sse.ts'

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The build live. `?from=` or Last-Event-ID: the byte offset of log.ndjson to go on from. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const admitted = await admitToBuild((await params).id)
  if (admitted instanceof Response) return admitted
  const { viewer, build } = admitted
  const from = Number(
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('from') ?? 0,
  )
  if (!(await isRecordBoundary(build.id, from))) return refuse(400, 'No record begins there.')
  const may = (now: Viewer) => canManageBuild(now, build.id)
  return answerLasting({ request, viewer, may, headers }, (lasting) =>
    followBuild({ buildId: build.id, from, ...lasting }),
  )
}

export { HEAD } from '../head.ts'
