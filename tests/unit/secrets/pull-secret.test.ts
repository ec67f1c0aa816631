import { beforeEach, describe, expect, test } from 'vitest'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getSealedPullSecret, listPullSecrets } from '#db/queries/pull-secrets.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import { AccessDenied, systemViewer, type Viewer } from '#lib/access.ts'
import { openPullSecret, sealPassword } from '#lib/secrets/pull-secret.ts'
import { pullSecretSchema } from '#lib/secrets/pull-secret-form.ts'
import { openFreshDatabase } from '../../support/database.ts'

const login = { registry: 'ghcr.io', username: 'bot', password: 'hush' }
let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = signIn('ada', true)
  max = signIn('max', false)
})

function signIn(subject: string, isAdministrator: boolean): Viewer {
  const person = { issuer: 'https://sign-in.example', subject, name: subject, email: null, isAdministrator }
  const id = saveClaims(
    { ...person, groups: ['vision'], managed: ['vision'] },
    { sealedRefreshToken: null, isSignIn: true },
  )
  return getUser(id)?.viewer ?? systemViewer
}

function add(viewer: Viewer, name = 'harbour'): boolean {
  const { password, ...rest } = login
  const secret = { name, ...rest, sealedPassword: sealPassword(login) }
  return insertPullSecrets(viewer, [secret]).length === 0
}

describe('a pull secret', () => {
  test('is listed without its password and opens for builds', () => {
    expect(add(ada)).toBe(true)
    const [listed] = listPullSecrets(ada)
    expect(listed).toEqual({ id: 1, name: 'harbour', registry: 'ghcr.io', username: 'bot' })
    expect(openPullSecret(systemViewer, 1)).toEqual(login)
    expect(JSON.stringify(getSealedPullSecret(ada, 1))).not.toContain('hush')
  })

  test('keeps its name for itself', () => {
    expect([add(ada), add(ada), add(ada, 'other')]).toEqual([true, false, true])
  })

  test('is nobody’s but the administrators’', () => {
    add(ada)
    expect(() => add(max, 'mine')).toThrow(AccessDenied)
    expect(listPullSecrets(max)).toEqual([])
    expect(openPullSecret(max, 1)).toBeNull()
  })

  test('that is not there opens to nothing', () => {
    expect(openPullSecret(systemViewer, 7)).toBeNull()
  })
})

describe('the form', () => {
  const typed = { name: 'Harbour', registry: 'ghcr.io', username: 'bot', password: ' hush ' }

  test.each([
    ['ghcr.io', 'ghcr.io'],
    [' https://GHCR.io/ ', 'ghcr.io'],
    ['registry.example.org:5000', 'registry.example.org:5000'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['registry-1.docker.io', 'docker.io'],
    ['10.0.0.7:5000', '10.0.0.7:5000'],
  ])('takes %s as %s', (registry, expected) => {
    expect(pullSecretSchema.parse({ ...typed, registry }).registry).toBe(expected)
  })

  test.each(['', 'ghcr.io/team', 'two words', '-x', 'host:port', 'user@host', 'ftp://host'])(
    'refuses the registry “%s” at its field',
    (registry) => {
      const { error } = pullSecretSchema.safeParse({ ...typed, registry })
      expect(error?.issues.map((issue) => issue.path)).toEqual([['registry']])
    },
  )

  test('keeps the password as typed, spaces and all', () => {
    expect(pullSecretSchema.parse(typed).password).toBe(' hush ')
  })

  test('says for each empty field what belongs there', () => {
    const { error } = pullSecretSchema.safeParse({ name: ' ', registry: '', username: '' })
    expect(error?.issues.map((issue) => issue.path[0])).toEqual(['name', 'registry', 'username'])
  })
})
