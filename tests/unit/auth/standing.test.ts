import { describe, expect, test } from 'vitest'
import { revokeClaims } from '#db/queries/users.ts'
import { down, pass, provider, signIn, standing, stubProvider } from '../../support/stub-provider.ts'

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
    const claims = Buffer.from(JSON.stringify({ sub: 'mia', groups: ['speech'], roles: [] })).toString(
      'base64url',
    )
    provider.token = () => Response.json({ access_token: 'access', id_token: `e30.${claims}.x` })
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

  test('not every request waits for it', async () => {
    provider.token = down
    const id = signIn()
    pass(6)
    await standing(id)
    await standing(id)
    expect(provider.used).toHaveLength(1)
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
