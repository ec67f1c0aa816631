import { canManageBuild } from '#db/queries/builds.ts'
import { admitToBuild } from '#lib/auth/admit-to-build.ts'
import { lastingViewer } from '#lib/auth/viewer.ts'
import { isRecordBoundary } from '#lib/logs/read.ts'
import { shutdownSignal } from '#lib/logs/shutdown.ts'
import { followBuild } from '#lib/logs/sse.ts'
import { streamTexts } from '#lib/logs/stream.ts'

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The build live. `?from=` or Last-Event-ID: the byte offset of log.ndjson to go on from. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const admitted = await admitToBuild((await params).id)
  if (admitted instanceof Response) return admitted
  const { build } = admitted
  const askAgain = await lastingViewer()
  const from = Number(
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('from') ?? 0,
  )
  if (!(await isRecordBoundary(build.id, from)))
    return new Response('No record begins there.\n', { status: 400 })
  const gone = new AbortController()
  const signal = AbortSignal.any([request.signal, shutdownSignal(), gone.signal])
  const isStillAllowed = async () => {
    const now = await askAgain()
    return now !== null && canManageBuild(now, build.id)
  }
  const events = followBuild({ buildId: build.id, from, isStillAllowed, signal })
  return new Response(
    streamTexts(events, () => gone.abort()),
    { headers },
  )
}

export { HEAD } from '../head.ts'
