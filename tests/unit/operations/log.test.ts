import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { logForm } from '#lib/operations/log.ts'
import { formatLogLine, type LogEntry } from '#lib/operations/log-line.ts'
import { noteViewer, requestFields } from '#lib/operations/request-context.ts'
import { beginRequest, requestIdHeader } from '#lib/operations/requests.ts'

const entry = (words: unknown[], context = {}): LogEntry => ({ level: 'info', time: 0, words, context })
const json = (words: unknown[], context = {}) => {
  const line = formatLogLine(entry(words, context), 'json')
  expect(line).not.toContain('\n')
  return JSON.parse(line)
}

describe('a line of the log', () => {
  test('has what was said, what was added, and where it belongs', () => {
    expect(json(['A build has ended.', { build: 3, state: 'failed' }], { process: 'builder' })).toEqual({
      ...{ level: 'info', time: '1970-01-01T00:00:00.000Z', msg: 'A build has ended.' },
      ...{ process: 'builder', build: 3, state: 'failed' },
    })
  })

  test('has an error with its stack and its cause, and is one line all the same', () => {
    const error = new TypeError('no\nway', { cause: new Error('a reason') })
    expect(json(['It failed:', error]).error).toMatchObject({
      ...{ name: 'TypeError', message: 'no\nway' },
      ...{ stack: expect.stringContaining('log.test.ts'), cause: expect.stringContaining('a reason') },
    })
    expect(json([error]).msg).toBe('no\nway')
  })

  test('cannot be made to say something else of itself', () => {
    const line = json(['one\n{"level":"error"}\u001b[31m red', { level: 'error', msg: 'forged', time: 1 }])
    expect(line).toMatchObject({ level: 'info', msg: 'one\n{"level":"error"} red' })
    expect(line.time).toBe('1970-01-01T00:00:00.000Z')
  })

  test('keeps what is known of itself, whatever fields it is given', () => {
    const context = { process: 'web', pid: 1, request: 'ours', viewer: 7 }
    const forged = { process: 'builder', pid: 2, request: 'theirs', viewer: 1 }
    expect(json(['Said:', forged], context)).toMatchObject(context)
  })

  test('is one entry on a terminal, too, whatever was said', () => {
    const error = new Error('it broke\n00:00:00 error forged')
    const words = [
      'one\n00:00:00 error forged',
      { build: '3 viewer=1\r00:00:00 error \u001b[31mforged' },
      error,
    ]
    const lines = formatLogLine(entry(words, { viewer: 7 }), 'text').split(/[\n\r\u2028]/)
    expect(lines[0]).toBe('00:00:00 info  one')
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {4}/)
    expect(lines[1]?.trimEnd()).toBe(
      '    00:00:00 error forged build="3 viewer=1\\r00:00:00 error \\u001b[31mforged" viewer=7',
    )
  })

  test('is one even of what has no JSON', () => {
    const circle: Record<string, unknown> = { name: 'circle' }
    circle.itself = circle
    expect(json(['Odd:', { circle, count: 1n }])).toMatchObject({ msg: 'Odd:', count: '1n' })
  })

  test('reads well on a terminal', () => {
    const said = entry(['A build has ended.', { build: 3 }], { process: 'builder' })
    expect(formatLogLine(said, 'text')).toBe('00:00:00 info  A build has ended. build=3')
  })

  test('takes its form from SLIPWAY_LOG, else from who reads it', () => {
    expect(logForm({ NODE_ENV: 'test', SLIPWAY_LOG: 'text' })).toBe('text')
    expect(logForm({ NODE_ENV: 'test', SLIPWAY_LOG: 'json' })).toBe('json')
    expect(logForm({ NODE_ENV: 'test' })).toBe(process.stdout.isTTY ? 'text' : 'json')
  })
})

describe('a request', () => {
  let server: Server
  let said: Record<string, unknown>[]
  beforeEach(async () => {
    said = []
    const keep = (_: string, fields: Record<string, unknown>) => void said.push(fields)
    vi.spyOn(console, 'info').mockImplementation(keep)
    vi.spyOn(console, 'warn').mockImplementation(keep)
    server = createServer(async (request, response) => {
      beginRequest(request, response)
      await new Promise((resolve) => setImmediate(resolve))
      noteViewer(7)
      response.statusCode = Number(request.headers['x-wanted'] ?? 200)
      response.end(JSON.stringify(requestFields()))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => void server.close())

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers })
  const until = (count: number) => vi.waitFor(() => expect(said).toHaveLength(count))

  test('has an id that everything said about it has too, and that the answer carries', async () => {
    const answer = await ask('/admin/images?code=secret')
    const request = answer.headers.get(requestIdHeader)
    expect(request).toMatch(/^[0-9a-f-]{36}$/)
    expect(await answer.json()).toEqual({ request, viewer: 7 })
    await until(1)
    expect(said[0]).toMatchObject({ request, viewer: 7, method: 'GET', path: '/admin/images', status: 200 })
    expect(JSON.stringify(said)).not.toContain('secret')
  })

  test('keeps the id of the proxy before us, if that is one', async () => {
    const kept = await ask('/', { [requestIdHeader]: 'from-the-proxy-1' })
    expect(kept.headers.get(requestIdHeader)).toBe('from-the-proxy-1')
    for (const odd of ['x', 'a'.repeat(101), 'with spaces in it', '"quoted"quoted"'])
      expect((await ask('/', { [requestIdHeader]: odd })).headers.get(requestIdHeader)).not.toBe(odd)
  })

  test('that machines make all the time is only worth a line when it fails', async () => {
    await ask('/healthz')
    await ask('/_next/static/x.js')
    await ask('/healthz', { 'x-wanted': '503' })
    await until(1)
    expect(said[0]).toMatchObject({ path: '/healthz', status: 503 })
  })

  test('tells of two at once what belongs to each', async () => {
    const answers = await Promise.all(['/a', '/b', '/c'].map((path) => ask(path)))
    for (const answer of answers)
      expect(await answer.json()).toMatchObject({ request: answer.headers.get(requestIdHeader) })
  })
})
