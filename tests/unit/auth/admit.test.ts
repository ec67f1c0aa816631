import type { OAuthConfig } from 'next-auth/providers/oauth'
import { describe, expect, test, vi } from 'vitest'
import { db } from '#db/client.ts'
import { listAudit } from '#db/queries/audit-trail.ts'
import { users } from '#db/schema.ts'
import { systemViewer } from '#lib/access.ts'
import type { Profile } from '#lib/auth/claims.ts'
import { authOptions } from '#lib/auth/options.ts'
import { issuer, provider, stubProvider } from '../../support/stub-provider.ts'

vi.mock('#lib/auth/viewer.ts', () => ({ requestAddress: async () => '192.0.2.7' }))

stubProvider()

/** What next-auth does with an id token that it has checked. */
function admit(claims: Profile) {
  const { profile } = authOptions().providers[0] as OAuthConfig<Profile>
  return profile({ sub: 'mia', groups: ['vision'], roles: [], ...claims }, { access_token: 'access' })
}

const trail = () =>
  listAudit(systemViewer, { search: '', kind: null, before: null, after: null }).rows.map(
    ({ actor, address, action, targetId, target, after }) => ({
      actor,
      address,
      action,
      targetId,
      target,
      after,
    }),
  )

const countUsers = () => db().select().from(users).all().length

test('whoever comes from our provider is let in', async () => {
  expect(await admit({ iss: issuer })).toEqual({ id: '1' })
})

test.each([
  ['an id token of another issuer', issuer, 'https://other.example', 'ClaimsUnavailable'],
  ['a provider for several tenants', `${issuer}/{tenantid}`, `${issuer}/4711`, 'Configuration'],
])('with %s nobody is', async (_, itself, iss, refusal) => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  provider.issuer = itself
  expect(await admit({ iss })).toEqual({ id: 'nobody', refusal })
  expect(countUsers()).toBe(0)
  expect(told).toHaveBeenCalledOnce()
  expect(trail()).toMatchObject([
    { action: 'person.refuse', targetId: '0', after: { issuer: iss, reason: refusal } },
  ])
})

describe('a refusal is told', () => {
  const overflown = { iss: issuer, groups: undefined, hasgroups: true, name: 'Mia' }
  const refused = (reason: string) => ({ issuer, subject: 'mia', reason })

  test('of someone whom nobody knows yet, once, however often they try', async () => {
    for (let at = 0; at < 5; at++) await admit(overflown)
    expect(trail()).toEqual([
      {
        ...{ actor: 'Slipway', address: '192.0.2.7', action: 'person.refuse' },
        ...{ targetId: '0', target: 'Mia', after: refused('GroupsOverflown') },
      },
    ])
    await admit({ iss: issuer, groups: 7 })
    expect(trail()[0]).toMatchObject({ after: refused('GroupsUnreadable') })
  })

  test('of someone who was here before, and not taken for them who has their number', async () => {
    await admit({ iss: issuer })
    await admit(overflown)
    expect(trail()[0]).toMatchObject({ targetId: '1', after: refused('GroupsOverflown') })
    await admit({ ...overflown, sub: '1' })
    expect(trail()[0]).toMatchObject({ targetId: '0', after: { subject: '1' } })
  })
})
