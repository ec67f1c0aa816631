/** The providers of docs/sign-in.md: what each says of one person, and what becomes of it here. */
import { readFileSync } from 'node:fs'
import type { Shape } from './shaped-oidc.ts'

export type Known = { isAdministrator: boolean; groups: string[] }

export type ProviderCase = {
  /** As the heading in docs/sign-in.md has it. */
  name: string
  shape: Shape
  known: Known
  /** What it says after the person was taken out of something, and what they are here then. */
  later: Shape['claims']
  laterKnown: Known
}

const profile = { name: 'Ada Berg', preferred_username: 'ada' }
const email = { email: 'ada@example.org', email_verified: true }
const nobody: Known = { isAdministrator: false, groups: [] }
const group = '5a2c1f0e-0c52-4e0b-9d2f-6f4a3b1c7d88'

/** A fresh one of each. */
export function providerCases(): ProviderCase[] {
  return [
    {
      name: 'Keycloak',
      shape: {
        subject: 'f3b0c9a4-6d7e-4f13-9a55-0e8f5b7c2d10',
        claims: {
          openid: {
            acr: '1',
            groups: ['vision', 'platform'],
            realm_access: { roles: ['manager:vision', 'default-roles-acme', 'slipway-admin'] },
          },
          profile,
          email,
        },
        refreshes: 'always',
        endsSessions: true,
      },
      known: { isAdministrator: true, groups: ['platform (member)', 'vision (manager)'] },
      later: { openid: { acr: '1', groups: ['platform'], realm_access: { roles: ['default-roles-acme'] } } },
      laterKnown: { isAdministrator: false, groups: ['platform (member)'] },
    },
    {
      name: 'Entra ID',
      shape: {
        subject: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
        claims: {
          openid: { ver: '2.0', groups: [group], roles: [`manager:${group}`, 'slipway-admin'] },
          profile,
          email: { email: 'ada@example.org' },
        },
        refreshes: 'offline',
        endsSessions: true,
      },
      known: { isAdministrator: true, groups: [`${group} (manager)`] },
      later: { openid: { ver: '2.0', groups: [group] } },
      laterKnown: { isAdministrator: false, groups: [`${group} (member)`] },
    },
    {
      name: 'Okta',
      shape: {
        subject: '00u1a2b3c4D5E6F7G8h9',
        claims: {
          openid: { ver: 1 },
          groups: { groups: ['slipway-admins', 'manager-vision'] },
          profile,
          email,
        },
        refreshes: 'offline',
        endsSessions: true,
      },
      known: {
        isAdministrator: true,
        groups: ['manager-vision (member)', 'slipway-admins (member)', 'vision (manager)'],
      },
      later: { groups: { groups: ['manager-vision'] } },
      laterKnown: { isAdministrator: false, groups: ['manager-vision (member)', 'vision (manager)'] },
    },
    {
      name: 'Google',
      shape: {
        subject: '110169484474386276334',
        claims: {
          openid: { hd: 'example.org' },
          profile: { name: 'Ada Berg', picture: 'https://g/x' },
          email,
        },
        refreshes: 'never',
        endsSessions: false,
      },
      known: nobody,
      later: {},
      laterKnown: nobody,
    },
    {
      // A `sub` is user and connector in one; a claim without groups is left out:
      // https://github.com/dexidp/dex/blob/master/server/oauth2.go
      name: 'GitHub',
      shape: {
        subject: 'CgcyMzQyNzQ5EgZnaXRodWI',
        claims: {
          openid: {},
          groups: { groups: ['acme', 'acme:slipway-admins', 'acme:vision-managers'] },
          profile,
          email,
          'federated:id': { federated_claims: { connector_id: 'github', user_id: '2342749' } },
        },
        refreshes: 'offline',
        endsSessions: false,
      },
      known: {
        isAdministrator: true,
        groups: [
          'acme (member)',
          'acme:slipway-admins (member)',
          'acme:vision (manager)',
          'acme:vision-managers (member)',
        ],
      },
      later: { groups: {} },
      laterKnown: nobody,
    },
  ]
}

/** The variables that docs/sign-in.md says to set for a provider, but for its address. */
export function documentedSettings(name: string): Record<string, string> {
  const sections = readFileSync('docs/sign-in.md', 'utf8').split(/^## /m)
  const section = sections.find((each) => each.startsWith(`${name}\n`)) ?? ''
  const block = /```\n([\s\S]*?)```/.exec(section)?.[1]
  if (!block) throw new Error(`docs/sign-in.md has no settings for ${name}.`)
  const lines = block.trim().split('\n')
  const pairs = lines.map((line) => /^(\w+)="?([^"]*)"?$/.exec(line)?.slice(1) as [string, string])
  return Object.fromEntries(pairs.filter(([variable]) => variable !== 'SLIPWAY_OIDC_ISSUER'))
}
