import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { insertEngine } from '#db/queries/engine-changes.ts'
import { insertCustomImage, insertExistingImage } from '#db/queries/image-changes.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import type { Viewer } from '#lib/access.ts'
import { decidePage, fits, isPage, pages, partsOf } from '#lib/auth/page-access.ts'
import { registered } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

type Person = 'anonymous' | 'nora' | 'mia' | 'otto' | 'max' | 'ada'
const people = { anonymous: null } as Record<Person, Viewer | null>
let buildId = 0

beforeAll(() => {
  openFreshDatabase()
  people.ada = signIn('ada', { isAdministrator: true })
  people.max = signIn('max', { groups: ['vision'], managed: ['vision'] })
  people.mia = signIn('mia', { groups: ['vision'] })
  people.otto = signIn('otto', { groups: ['language'] })
  people.nora = signIn('nora', {})
  addImages(people.ada)
  addOwn(people.max, 'ours')
  addOwn(signIn('lea', { groups: ['language'], managed: ['language'] }), 'theirs')
})

const noAccess = ['no access', 'no access', 'no access'] as const

const doors: [path: string, ...decisions: Record<Person, string>[]][] = [
  row('/sign-in', 'show', 'show', 'show', 'show', 'show', 'show'),
  row('/first-administrator', 'sign in', 'show', 'show', 'show', 'show', 'show'),
  row('/', 'sign in', 'no groups', 'show', 'show', 'show', 'show'),
  row('/images/seen', 'sign in', 'no groups', 'show', 'missing', 'show', 'show'),
  row('/images/built', 'sign in', 'no groups', 'missing', 'missing', 'missing', 'show'),
  row('/images/never-was', 'sign in', 'no groups', 'missing', 'missing', 'missing', 'missing'),
  row('/admin/images', 'sign in', 'no groups', 'no access', 'no access', 'show', 'show'),
  row('/admin/images/new', 'sign in', 'no groups', 'no access', 'no access', 'show', 'show'),
  row('/admin/images/seen', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/images/never-was', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'missing'),
  row('/admin/images/built/rebuild', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/images/built/edit', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/images/built/delete', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/images/seen/rebuild', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'missing'),
  row('/images/ours', 'sign in', 'no groups', 'show', 'missing', 'show', 'show'),
  row('/admin/images/ours/edit', 'sign in', 'no groups', 'no access', 'no access', 'show', 'show'),
  row('/admin/images/theirs', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/images/theirs/delete', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/builds', 'sign in', 'no groups', 'no access', 'no access', 'show', 'show'),
  row('/admin/builds/BUILD', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'show'),
  row('/admin/builds/999999', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'missing'),
  row('/admin/builds/1e0', 'sign in', 'no groups', 'no access', 'no access', 'missing', 'missing'),
  row('/admin/groups', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/groups/new', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/groups/1', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/groups/1/delete', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/groups/999999', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'missing'),
  row('/admin/groups/x', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'missing'),
  row('/admin/users', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/users/1', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/users/999999', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'missing'),
  row('/admin/secrets', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/secrets/new', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/secrets/paste', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/secrets/999999', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'missing'),
  row('/admin/settings', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/settings/engine', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/settings/engines', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/settings/engines/new', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/admin/settings/engines/environment', 'sign in', 'no groups', ...noAccess, 'show'),
  row('/admin/settings/engines/environment/edit', 'sign in', 'no groups', ...noAccess, 'missing'),
  row('/admin/settings/engines/1/delete', 'sign in', 'no groups', ...noAccess, 'show'),
  row('/admin/settings/engines/999999', 'sign in', 'no groups', ...noAccess, 'missing'),
  row('/admin/setup', 'sign in', 'no groups', 'no access', 'no access', 'no access', 'show'),
  row('/no-groups', 'sign in', 'no groups', 'missing', 'missing', 'missing', 'missing'),
  row('/nowhere', 'sign in', 'no groups', 'missing', 'missing', 'missing', 'missing'),
  row('/images/%', 'sign in', 'no groups', 'missing', 'missing', 'missing', 'missing'),
]

describe.each(doors)('%s', (path, decisions) => {
  test.each(Object.entries(decisions ?? {}))('%s: %s', (name, decision) => {
    expect(decidePage(path.replace('BUILD', String(buildId)), people[name as Person])).toBe(decision)
  })
})

test('every page of the app has a row, or is what a refusal shows', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  const routes = files.filter((file) => /(^|\/)page\.tsx$/.test(file)).map(routeOf)
  expect(routes.length).toBeGreaterThan(3)
  const explanations = ['/no-groups', '/no-access', '/missing']
  expect(routes.filter((route) => !isPage(route) && !explanations.includes(route))).toEqual([])
})

test('patterns', () => {
  expect(fits('/a/*', partsOf('/a/b/'))).toBe(true)
  expect(fits('/a/*', partsOf('/a/b/c'))).toBe(false)
  expect(fits('/a/**', partsOf('/a'))).toBe(true)
  expect(fits('/a/**', partsOf('/ab'))).toBe(false)
  expect(partsOf('/a%20b/%ff')).toEqual(['a b', '%ff'])
  expect(pages.filter(([pattern]) => pattern.slice(0, -2).includes('**'))).toEqual([])
})

function row(path: string, ...all: [string, string, string, string, string, string]) {
  const [anonymous, nora, mia, otto, max, ada] = all
  return [path, { anonymous, nora, mia, otto, max, ada }] as [string, Record<Person, string>]
}

function signIn(
  subject: string,
  facts: { isAdministrator?: boolean; groups?: string[]; managed?: string[] },
) {
  const person = { issuer: 'https://sign-in.example', subject, name: subject, email: null }
  const claims = { ...person, isAdministrator: false, groups: [], managed: [], ...facts }
  return getUser(saveClaims(claims, { sealedRefreshToken: null, isSignIn: true }))?.viewer ?? null
}

function addImages(ada: Viewer | null) {
  if (!ada) throw new Error('Ada could not sign in.')
  const visionId = people.mia?.groups[0]?.id ?? 0
  const facts = {
    description: '',
    type: 'cpu' as const,
    pullSecretId: null,
    isGlobal: false,
    groupIds: [visionId],
  }
  const existing = registered('r.example/seen:1')
  insertExistingImage(ada, { ...facts, displayName: 'seen', ...existing })
  const spec = { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: '' }
  const engine = { name: 'farm', kind: 'builder' as const, address: 'farm', buildsAtOnce: 1 }
  insertEngine(ada, { ...engine, caCertificate: '', clientCertificate: '', sealedClientKey: '' })
  buildId = insertCustomImage(ada, { ...facts, displayName: 'built', spec }).buildId
}

/** Adds an image for the group that a person manages. */
function addOwn(manager: Viewer | null, displayName: string) {
  if (!manager) throw new Error('The manager could not sign in.')
  const facts = { description: '', type: 'cpu' as const, pullSecretId: null, isGlobal: false, groupIds: [] }
  const ownerGroupId = manager.groups[0]?.id ?? 0
  insertExistingImage(manager, {
    ...facts,
    displayName,
    ...registered(`r.example/${displayName}:1`),
    ownerGroupId,
  })
}

/** `(catalogue)/images/[name]/page.tsx` → `/images/some`. */
function routeOf(file: string): string {
  const parts = file.split('/').slice(0, -1)
  const named = parts.filter((part) => !part.startsWith('('))
  return `/${named.map((part) => (part.startsWith('[') ? 'some' : part)).join('/')}`
}
