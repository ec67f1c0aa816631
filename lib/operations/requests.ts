/** Gives each request an id, and the log a line about how it was answered. */
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { logForm } from './log.ts'
import { enterRequest, type RequestFields } from './request-context.ts'

/** Taken from a proxy before us where it is fit for a log, and answered with. */
export const requestIdHeader = 'x-request-id'

const fit = /^[\w.:=+/-]{6,100}$/
/** Asked for without end by machines, and parts of pages: only worth a line when they go wrong. */
const unsaid = /^\/(_next\/|healthz$|readyz$|metrics$)/

/** On a terminal only what goes wrong is worth a line. */
const isReadByPeople = logForm() === 'text'

/** Listens to every HTTP server of this process. Node says so before anyone sees the request. */
export function followRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    beginRequest(request, response)
  })
}

/** Names a request and says how it went when it is over. */
export function beginRequest(request: IncomingMessage, response: ServerResponse): void {
  const begun = performance.now()
  const fields: RequestFields = { request: takeId(request) }
  request.headers[requestIdHeader] = fields.request
  response.setHeader(requestIdHeader, fields.request)
  enterRequest(fields)
  const { method = '', url = '' } = request
  const path = (url.split('?')[0] ?? '').slice(0, 300)
  response.once('close', () => {
    const { statusCode: status, writableFinished } = response
    if (status < 400 && (unsaid.test(path) || isReadByPeople)) return
    const ms = Math.round(performance.now() - begun)
    const outcome = { method, path, status, ms, ...(writableFinished ? {} : { broken: true }) }
    if (status >= 500) console.warn('Request', { ...fields, ...outcome })
    else console.info('Request', { ...fields, ...outcome })
  })
}

function takeId({ headers }: IncomingMessage): string {
  const given = headers[requestIdHeader]
  return typeof given === 'string' && fit.test(given) ? given : randomUUID()
}
