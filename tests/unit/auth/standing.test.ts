import { describe, expect, test } from 'vitest'
import { appointAdministrator } from '#db/queries/administrators.ts'
import { replaceRefreshToken } from '#db/queries/refresh-tokens.ts'
import { getUser, revokeClaims } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { standingOf } from '#lib/auth/standing.ts'
import {
  down,
  idToken,
  issuer,
  pass,
  provider,
  signIn,
  standing,
  stubProvider,
} from '../../support/stub-provider.ts'

stubProvider()

describe('claims', () => {
  test('up to 5 minutes old are not asked for again', async () => {
    const id = signIn()
    pass(4.9)
    expect(await standing(id)).toBe('vision')
    expect(provider.used).toEqual([])
  })

  test('older than 5 minutes are what the provider says now', async () => {
    const id = signIn()
    pass(5)
    expect(await standing(id)).toBe('language')
    expect(await standing(id)).toBe('language')
    expect(provider.used).toEqual(['refresh 1'])
  })

  test('from the future are asked for again', async () => {
    const id = signIn()
    pass(-60)
    expect(await standing(id)).toBe('language')
  })

  test('come from the new id token where userinfo need not be asked', async () => {
    const id_token = idToken({ sub: 'mia', groups: ['speech'], roles: [] })
    provider.token = () => Response.json({ access_token: 'access', id_token })
    provider.userinfo = down
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('speech')
  })
})

describe('while the provider does not answer', () => {
  test.each<[string, () => Response]>([
    ['no connection', down],
    ['an error of its own', () => new Response('busy', { status: 503 })],
    ['nonsense', () => new Response('<html>')],
  ])('(%s) claims are good for 15 minutes, then nobody comes in', async (_, failure) => {
    provider.token = failure
    const id = signIn()
    pass(14.9)
    expect(await standing(id)).toBe('vision')
    pass(15.5)
    expect(await standing(id)).toBe('ProviderUnreachable')
    provider.token = () => Response.json({ access_token: 'access' })
    pass(16)
    expect(await standing(id)).toBe('language')
  })

  test.each([
    'http://127.0.0.1:3999/other',
    'http://127.0.0.1:3999/{tenantid}/v2.0',
    'https://127.0.0.1:3999',
  ])('(it calls itself %s) nobody is asked about, and the log says why', async (other) => {
    provider.issuer = other
    const id = signIn()
    pass(14.9)
    expect(await standing(id)).toBe('vision')
    expect(provider.used).toEqual([])
    const told = expect.objectContaining({ message: expect.stringContaining(`calls itself ${other}.`) })
    expect(console.warn).toHaveBeenCalledWith(expect.anything(), told)
  })

  test('a slash at the end of its name makes no other of it', async () => {
    provider.issuer = `${issuer}/`
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('language')
  })

  test('not every request waits for it', async () => {
    provider.token = down
    const id = signIn()
    pass(6)
    await standing(id)
    await standing(id)
    expect(provider.used).toHaveLength(1)
  })
})

describe('what goes wrong for Otto', () => {
  const json = (error: string, status: number) => () => Response.json({ error }, { status })
  const whole = { sub: 'otto', groups: ['admins'], roles: [] }
  const isOtto = () => provider.used.at(-1) === 'refresh otto'

  /** Only Otto is answered like this. */
  function answerOtto(answer: { token?: () => Response; userinfo?: () => Response }): void {
    const { token, userinfo } = provider
    provider.token = () => (isOtto() && answer.token ? answer.token() : token())
    provider.userinfo = () => (isOtto() && answer.userinfo ? answer.userinfo() : userinfo())
  }

  test.each<[string, Parameters<typeof answerOtto>[0]]>([
    ['a new consent is wanted', { token: json('interaction_required', 400) }],
    ['he asks too often', { token: json('slow_down', 429) }],
    ['nonsense', { token: () => new Response('<html>') }],
    ['userinfo is not for him', { userinfo: () => new Response(null, { status: 403 }) }],
    [
      'userinfo speaks of somebody else',
      { token: () => Response.json({ access_token: 'access', id_token: idToken({ sub: 'otto' }) }) },
    ],
    [
      'his id token is of another issuer',
      {
        token: () =>
          Response.json({ access_token: 'access', id_token: idToken({ ...whole, iss: 'https://b' }) }),
      },
    ],
  ])('(%s) stops nobody else, and is not tried at each of his requests', async (_, answer) => {
    answerOtto(answer)
    const otto = signIn('refresh otto', 'otto')
    const mia = signIn('refresh mia')
    pass(6)
    expect(await standing(otto)).toBe('vision')
    expect(await standing(mia)).toBe('language')
    expect(await standing(otto)).toBe('vision')
    expect(provider.used).toEqual(['refresh otto', 'refresh mia'])
  })

  test('a token that cannot be opened stops nobody else', async () => {
    const otto = signIn('refresh otto', 'otto')
    replaceRefreshToken(otto, { used: getUser(otto)?.sealedRefreshToken ?? '', next: 'broken' })
    const mia = signIn('refresh mia')
    pass(6)
    expect(await standing(otto)).toBe('vision')
    expect(await standing(mia)).toBe('language')
  })
})

test('without a refresh token claims are good for 5 minutes, then one signs in again', async () => {
  const id = signIn(null)
  pass(4.9)
  expect(await standing(id)).toBe('vision')
  pass(5)
  expect(await standing(id)).toBe('SessionEnded')
})

test('nobody stands anywhere with an unknown id or revoked claims', async () => {
  expect(await standing(4711)).toBe('SessionEnded')
  const id = signIn()
  revokeClaims(id)
  expect(await standing(id)).toBe('SessionEnded')
})

describe('an administrator by hand', () => {
  const isAdministrator = async (userId: number) => {
    const found = await standingOf(userId)
    return 'viewer' in found ? found.viewer.isAdministrator : found.signedOut
  }

  test('stays one at a refresh that knows nothing of it', async () => {
    const id = signIn()
    appointAdministrator(systemViewer, { userId: id, isAdministrator: true })
    pass(6)
    expect(await isAdministrator(id)).toBe(true)
    expect(provider.used).toEqual(['refresh 1'])
  })

  test('is out as soon as the provider no longer vouches for them', async () => {
    const id = signIn()
    appointAdministrator(systemViewer, { userId: id, isAdministrator: true })
    provider.token = () => Response.json({ error: 'invalid_grant' }, { status: 400 })
    pass(6)
    expect(await isAdministrator(id)).toBe('SessionEnded')
    expect(await isAdministrator(id)).toBe('SessionEnded')
  })
})
