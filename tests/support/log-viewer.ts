/** Someone who follows a build's log as a browser does: events that came whole count, a lost connection is resumed at the last id. */
import { createHash } from 'node:crypto'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LogEnd, LogRecord } from '#lib/builds/step.ts'

export type Viewing = {
  port: number
  buildId: number
  cookie: string
  /** Bytes after which the viewer goes away by itself; asked for each connection. */
  leaveAfter?: () => number
  /** Gives up following. */
  signal?: AbortSignal
  /** Is told of every event. */
  onEvent?: () => void
}

export type Viewed = { end: LogEnd; sha256: string; lines: number; connections: number }
type Hearing = { id: string; hash: ReturnType<typeof createHash>; lines: number; end: LogEnd | null }

const pauseMs = 20

/** Follows a build from its first byte to its end, however often the connection breaks. */
export async function viewLog(viewing: Viewing): Promise<Viewed> {
  const heard: Hearing = { id: '0', hash: createHash('sha256'), lines: 0, end: null }
  let connections = 0
  while (heard.end === null) {
    viewing.signal?.throwIfAborted()
    connections += 1
    await listen(viewing, heard).catch(ignoreLoss)
    if (heard.end === null) await sleep(pauseMs)
  }
  return { end: heard.end, sha256: heard.hash.digest('hex'), lines: heard.lines, connections }
}

/** Whether what was seen is the whole log, each line once and in order. */
export function isWhole({ end, sha256, lines }: Viewed): boolean {
  return end.lines > 0 && end.lines === lines && end.sha256 === sha256
}

/** One connection, until it ends or breaks. */
async function listen(
  { port, buildId, cookie, leaveAfter, signal, onEvent }: Viewing,
  heard: Hearing,
): Promise<void> {
  const headers = { cookie, accept: 'text/event-stream', 'last-event-id': heard.id }
  const options = {
    host: '127.0.0.1',
    port,
    path: `/api/builds/${buildId}/events`,
    headers,
    agent: false,
    signal,
  }
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(options, resolve).on('error', reject)
  })
  if (response.statusCode !== 200) throw new Refused(`${response.statusCode}`)
  const most = leaveAfter?.() ?? Number.POSITIVE_INFINITY
  let bytes: Buffer = Buffer.alloc(0)
  let seen = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    seen += chunk.length
    // Where a viewer leaves, the rest of what came is lost, however much of an event it is.
    const kept = seen > most ? chunk.subarray(0, Math.max(0, chunk.length - (seen - most))) : chunk
    bytes = takeEvents(Buffer.concat([bytes, kept]), heard)
    onEvent?.()
    if (seen > most || heard.end) break
  }
  response.destroy()
}

/** Takes the events that are whole; returns what is left. */
function takeEvents(bytes: Buffer, heard: Hearing): Buffer {
  let rest = bytes
  for (let at = rest.indexOf('\n\n'); at !== -1; at = rest.indexOf('\n\n')) {
    takeEvent(rest.subarray(0, at).toString('utf8'), heard)
    rest = rest.subarray(at + 2)
  }
  return rest
}

function takeEvent(text: string, heard: Hearing): void {
  const fields = Object.fromEntries(text.split('\n').map((line) => line.split(/: (.*)/s, 2)))
  if (fields.event === 'log') {
    for (const record of JSON.parse(fields.data) as LogRecord[]) {
      heard.hash.update(`${JSON.stringify(record)}\n`)
      heard.lines += 1
    }
    heard.id = fields.id
  }
  if (fields.event === 'end') heard.end = JSON.parse(fields.data) as LogEnd
  if (fields.event === 'denied') throw new Refused('denied')
}

class Refused extends Error {}

/** What the network does. A refusal or an event that cannot be read is no lost connection. */
function ignoreLoss(error: NodeJS.ErrnoException): void {
  if (error.code === undefined || error.name === 'AbortError') throw error
}
