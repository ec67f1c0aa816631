/** Answers that take their time: counted for their person, who is asked for again while they last. */
import type { Viewer } from '#lib/access.ts'
import { LimitReached } from '#lib/limit-reached.ts'
import { shutdownSignal } from '#lib/logs/shutdown.ts'
import { streamTexts } from '#lib/logs/stream.ts'
import { takeStream } from './open-streams.ts'
import { refuseForNow } from './refuse.ts'
import { lastingViewer } from './viewer.ts'

/** `may`: asked with the person as they are then. */
type Asked = {
  request: Request
  viewer: Viewer
  may: (viewer: Viewer) => boolean
  headers: Record<string, string>
}

/** What texts may ask while they last. `signal`: nobody reads on, or the server ends. */
export type Lasting = { isStillAllowed: () => Promise<boolean>; signal: AbortSignal }

/** The texts as a response, or why there is none now: the person has as many open as they may. */
export async function answerLasting(
  { request, viewer, may, headers }: Asked,
  texts: (lasting: Lasting) => AsyncGenerator<string>,
): Promise<Response> {
  const askAgain = await lastingViewer()
  const giveBack = takeStream(viewer.userId)
  if (giveBack instanceof LimitReached) return refuseForNow(giveBack)
  const gone = new AbortController()
  const signal = AbortSignal.any([request.signal, shutdownSignal(), gone.signal])
  // A generator that nobody has begun to read has no end to tell.
  signal.addEventListener('abort', giveBack, { once: true })
  if (signal.aborted) giveBack()
  const isStillAllowed = async () => {
    const now = await askAgain()
    return now !== null && may(now)
  }
  const all = endingWith(texts({ isStillAllowed, signal }), giveBack)
  return new Response(
    streamTexts(all, () => gone.abort()),
    { headers },
  )
}

/** The same as a download: whoever loses access meanwhile gets nothing more but `refusal`. */
export function answerDownload(
  asked: Asked & { refusal: string },
  texts: AsyncIterable<string>,
): Promise<Response> {
  const headers = { ...asked.headers, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }
  return answerLasting({ ...asked, headers }, async function* ({ isStillAllowed }) {
    for await (const text of texts) {
      if (!(await isStillAllowed())) return yield asked.refusal
      yield text
    }
  })
}

/** The same texts; `onEnd` is called after the last one. */
async function* endingWith(texts: AsyncGenerator<string>, onEnd: () => void): AsyncGenerator<string> {
  try {
    yield* texts
  } finally {
    onEnd()
  }
}
