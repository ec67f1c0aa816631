import { canManageBuild } from '#db/queries/builds.ts'
import { admitToBuild } from '#lib/auth/admit-to-build.ts'
import { takeStream } from '#lib/auth/open-streams.ts'
import { refuse, refuseForNow } from '#lib/auth/refuse.ts'
import { lastingViewer } from '#lib/auth/viewer.ts'
import { LimitReached } from '#lib/limit-reached.ts'
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
  const { viewer, build } = admitted
  const askAgain = await lastingViewer()
  const from = Number(
    request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('from') ?? 0,
  )
  if (!(await isRecordBoundary(build.id, from))) return refuse(400, 'No record begins there.')
  const giveBack = takeStream(viewer.userId)
  if (giveBack instanceof LimitReached) return refuseForNow(giveBack)
  const gone = new AbortController()
  const signal = AbortSignal.any([request.signal, shutdownSignal(), gone.signal])
  // Also where nobody ever reads: such a generator has no end to tell.
  if (signal.aborted) giveBack()
  signal.addEventListener('abort', giveBack, { once: true })
  const isStillAllowed = async () => {
    const now = await askAgain()
    return now !== null && canManageBuild(now, build.id)
  }
  const events = followBuild({ buildId: build.id, from, isStillAllowed, signal })
  return new Response(
    streamTexts(
      endingWith(events, () => gone.abort()),
      () => gone.abort(),
    ),
    { headers },
  )
}

/** The same texts; `onEnd` is called after the last one. */
async function* endingWith(texts: AsyncGenerator<string>, onEnd: () => void): AsyncGenerator<string> {
  try {
    yield* texts
  } finally {
    onEnd()
  }
}

export { HEAD } from '../head.ts'
