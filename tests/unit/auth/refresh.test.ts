import { describe, expect, test } from 'vitest'
import { getUser } from '#db/queries/users.ts'
import { openToken } from '#lib/auth/record-claims.ts'
import { down, pass, provider, signIn, standing, stubProvider } from '../../support/stub-provider.ts'

stubProvider()

describe('refreshing', () => {
  test('happens once for all who wait, and the next one uses the new token', async () => {
    const id = signIn()
    pass(6)
    const all = await Promise.all([standing(id), standing(id), standing(id)])
    expect(all).toEqual(['language', 'language', 'language'])
    pass(12)
    await standing(id)
    expect(provider.used).toEqual(['refresh 1', 'refresh 2'])
  })

  test('keeps the token where the provider gives no new one', async () => {
    provider.token = () => Response.json({ access_token: 'access' })
    const id = signIn()
    pass(6)
    await standing(id)
    pass(12)
    await standing(id)
    expect(provider.used).toEqual(['refresh 1', 'refresh 1'])
  })

  test('keeps the new token even when userinfo does not answer afterwards', async () => {
    provider.userinfo = down
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('vision')
    expect(openToken(id, getUser(id)?.sealedRefreshToken ?? '')).toBe('refresh 2')
  })

  test('refused ends the session, for good', async () => {
    provider.token = () => Response.json({ error: 'invalid_grant' }, { status: 400 })
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('SessionEnded')
    expect(await standing(id)).toBe('SessionEnded')
    expect(provider.used).toEqual(['refresh 1'])
    expect(getUser(id)?.viewer.groups).toEqual([])
    signIn('refresh anew')
    expect(await standing(id)).toBe('vision')
  })

  test('refused by userinfo ends the session too', async () => {
    provider.userinfo = () => new Response(null, { status: 401 })
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('SessionEnded')
  })

  test('refused for an old token does not undo a sign-in that came between', async () => {
    const id = signIn()
    pass(6)
    provider.token = () => {
      signIn('refresh anew')
      return Response.json({ error: 'invalid_grant' }, { status: 400 })
    }
    expect(await standing(id)).toBe('vision')
    expect(openToken(id, getUser(id)?.sealedRefreshToken ?? '')).toBe('refresh anew')
  })

  test('answered after a sign-in that came between does not undo it', async () => {
    const id = signIn()
    pass(6)
    provider.userinfo = () => {
      signIn('refresh anew')
      return Response.json({ sub: 'mia', groups: ['language'], roles: [] })
    }
    expect(await standing(id)).toBe('vision')
    expect(openToken(id, getUser(id)?.sealedRefreshToken ?? '')).toBe('refresh anew')
  })

  test('answered with somebody else changes nothing of them, and ends the session', async () => {
    const otto = signIn('refresh otto', 'otto')
    const id = signIn()
    pass(4)
    provider.userinfo = () => Response.json({ sub: 'otto', groups: ['language'], roles: [] })
    expect(await standing(id, { maxAge: 60_000 })).toBe('SessionEnded')
    expect(getUser(otto)?.viewer.groups).toMatchObject([{ name: 'vision' }])
    expect(openToken(otto, getUser(otto)?.sealedRefreshToken ?? '')).toBe('refresh otto')
  })

  test('to too many groups ends the session and says why', async () => {
    provider.userinfo = () => Response.json({ sub: 'mia', hasgroups: true, roles: [] })
    const id = signIn()
    pass(6)
    expect(await standing(id)).toBe('GroupsOverflown')
    expect(getUser(id)?.viewer.groups).toEqual([])
  })
})
