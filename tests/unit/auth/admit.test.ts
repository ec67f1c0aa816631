import type { OAuthConfig } from 'next-auth/providers/oauth'
import { expect, test, vi } from 'vitest'
import { db } from '#db/client.ts'
import { users } from '#db/schema.ts'
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
})
