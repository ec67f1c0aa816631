import { beforeEach, describe, expect, test, vi } from 'vitest'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { answerDownload, answerLasting } from '#lib/auth/lasting-stream.ts'
import { config } from '#lib/config.ts'

const now = vi.hoisted(() => ({ viewer: null as Viewer | null }))
vi.mock('#lib/auth/viewer.ts', () => ({ lastingViewer: async () => async () => now.viewer }))

let person = 700

beforeEach(() => {
  now.viewer = { ...systemViewer, userId: ++person }
  config().SLIPWAY_LIMIT_STREAMS = 1
})

const may = ({ isAdministrator }: Viewer) => isAdministrator
const asked = (signal = new AbortController().signal) => {
  const request = new Request('http://127.0.0.1:3000/', { signal })
  return { request, viewer: { ...systemViewer, userId: person }, may, headers: {}, refusal: 'no more' }
}

/** Pieces, each of which does something before it is given. */
async function* pieces(...all: [string, (() => void)?][]): AsyncGenerator<string> {
  for (const [text, work] of all) {
    work?.()
    yield text
  }
}

describe('a download', () => {
  test('is all of it for whoever may read to its end, and is kept nowhere', async () => {
    const response = await answerDownload(asked(), pieces(['a'], ['b'], ['c']))
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('abc')
  })

  test.each<[string, () => void]>([
    ['their role', () => Object.assign(now.viewer ?? {}, { isAdministrator: false })],
    ['their session', () => Object.assign(now, { viewer: null })],
  ])('ends at once for whoever loses %s meanwhile, and says so', async (_, lose) => {
    const response = await answerDownload(asked(), pieces(['a'], ['b', lose], ['c']))
    expect(await response.text()).toBe('ano more')
  })

  test('counts as one of the streams of its person until it has ended', async () => {
    const first = await answerDownload(asked(), pieces(['a']))
    expect((await answerDownload(asked(), pieces(['a']))).status).toBe(429)
    await first.text()
    expect((await answerDownload(asked(), pieces(['a']))).status).toBe(200)
  })
})

describe('its place is free again', () => {
  const open = async (signal?: AbortSignal) => answerLasting(asked(signal), () => pieces(['a'], ['b']))

  test('when the browser leaves before it read anything', async () => {
    const leave = new AbortController()
    await open(leave.signal)
    expect((await open()).status).toBe(429)
    leave.abort()
    expect((await open()).status).toBe(200)
  })

  test('when the browser stops reading', async () => {
    const { body } = await open()
    await body?.cancel()
    expect((await open()).status).toBe(200)
  })
})
