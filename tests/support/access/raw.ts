/** Requests with headers that fetch would not send. */
import http from 'node:http'
import { text } from 'node:stream/consumers'

type Raw = { url: string; method?: string; headers: Record<string, string>; body?: string | Buffer }

export async function sendRaw({ url, method = 'POST', headers, body = '' }: Raw) {
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const request = http.request(url, { method, headers: { ...length, ...headers } })
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
  })
  request.end(body)
  const response = await answered
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
}
