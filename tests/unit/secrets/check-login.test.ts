import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { checkLogin, checkPush } from '#lib/secrets/check-login.ts'

let server: Server | undefined
const seen: string[] = []

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  seen.length = 0
})

/** A registry on this machine; returns its host. */
async function registry(listener: RequestListener): Promise<string> {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization?.split(' ')[0] ?? '-'}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const bot = (host: string, password = 'hush') => ({ registry: host, username: 'bot', password })
const basic = `Basic ${Buffer.from('bot:hush').toString('base64')}`

const withBasic: RequestListener = ({ headers, method, url }, response) => {
  const isBot = headers.authorization === basic
  const isUpload = method === 'POST' && url === '/v2/team/slipway-test/blobs/uploads/'
  if (!isBot) response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' })
  else
    response.writeHead(isUpload ? 202 : url === '/v2/' || method === 'DELETE' ? 200 : 403, {
      location: '/v2/up/1',
    })
  response.end()
}

/** `mayPush`: whether tokens allow what was asked for. */
const withTokens =
  (mayPush: boolean): RequestListener =>
  ({ headers, url = '', method }, response) => {
    const { host, searchParams } = new URL(url, `http://${headers.host}`)
    if (url.startsWith('/token')) {
      response.writeHead(headers.authorization === basic ? 200 : 401)
      const scope = searchParams.get('scope') ?? ''
      return response.end(JSON.stringify({ token: scope.includes('push') && mayPush ? 'push' : 'pull' }))
    }
    const token = headers.authorization?.replace('Bearer ', '')
    const challenge = { 'www-authenticate': `Bearer realm="http://${host}/token",service="test"` }
    if (!token || (method === 'POST' && token !== 'push')) response.writeHead(401, challenge)
    else response.writeHead(method === 'POST' ? 202 : 200)
    response.end()
  }

describe('a login', () => {
  test('is tried with Basic authentication', async () => {
    const host = await registry(withBasic)
    expect(await checkLogin(bot(host))).toEqual({ ok: true, isOpen: false })
    expect(await checkLogin(bot(host, 'wrong'))).toMatchObject({ ok: false, at: 'password' })
  })

  test('is tried with tokens', async () => {
    const host = await registry(withTokens(true))
    expect(await checkLogin(bot(host))).toEqual({ ok: true, isOpen: false })
    expect(seen).toContain('GET /token?service=test&account=bot Basic')
    expect(await checkLogin(bot(host, 'wrong'))).toMatchObject({ ok: false, at: 'password' })
  })

  test('at a registry that asks nobody proves nothing, and is not sent there', async () => {
    const host = await registry((_, response) => response.end('{}'))
    expect(await checkLogin(bot(host))).toEqual({ ok: true, isOpen: true })
    expect(seen.filter((line) => !line.endsWith(' -'))).toEqual([])
  })

  test.each([
    ['that is no registry', 404, /is no registry/],
    ['that is broken', 503, /HTTP 503/],
  ])('at a host %s', async (_, status, words) => {
    const host = await registry((_, response) => response.writeHead(status).end())
    expect(await checkLogin(bot(host))).toEqual({
      ok: false,
      at: 'registry',
      fault: expect.stringMatching(words),
    })
  })

  test('at a registry that asks in an unknown way is not sent', async () => {
    const host = await registry((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Magic' }).end(),
    )
    expect(await checkLogin(bot(host))).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/does not know/),
    })
    expect(seen.filter((line) => !line.endsWith(' -'))).toEqual([])
  })

  test('at a registry that does not answer is given up in time', async () => {
    const host = await registry(() => {})
    expect(await checkLogin(bot(host), 300)).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/within 0.3 s/),
    })
  })

  test('at a port where nothing listens', async () => {
    const host = await registry(() => {})
    await new Promise((resolve) => server?.close(resolve))
    expect(await checkLogin(bot(host))).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/Nothing answers/),
    })
  })
})

describe('pushing', () => {
  test('is tried by an upload that is given up again', async () => {
    const host = await registry(withBasic)
    expect(await checkPush(bot(host), 'team')).toEqual({ ok: true, isOpen: false })
    expect(seen.at(-1)).toBe('DELETE /v2/up/1 Basic')
  })

  test.each([
    [true, { ok: true }],
    [false, { ok: false, at: 'prefix', fault: expect.stringMatching(/“bot” may not push to team/) }],
  ])('with tokens that allow it: %s', async (mayPush, expected) => {
    const host = await registry(withTokens(mayPush))
    expect(await checkPush(bot(host), 'team')).toMatchObject(expected)
  })

  test('to a place where the login may not', async () => {
    const host = await registry(withBasic)
    expect(await checkPush(bot(host), 'other')).toMatchObject({ ok: false, at: 'prefix' })
  })
})

test('an upload is given up at its registry, wherever that says it is', async () => {
  const reached: string[] = []
  const evil = createServer(({ url }, response) => {
    reached.push(String(url))
    response.end()
  })
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
  const elsewhere = `//127.0.0.1:${(evil.address() as AddressInfo).port}/up/1`
  const host = await registry(({ method, headers }, response) => {
    const location = `http://${headers.host}${elsewhere}`
    response.writeHead(method === 'POST' ? 202 : 200, { location }).end()
  })
  expect(await checkPush(bot(host), 'team')).toMatchObject({ ok: true })
  evil.close()
  expect(reached).toEqual([])
  expect(seen).toContain(`DELETE ${elsewhere} -`)
})
