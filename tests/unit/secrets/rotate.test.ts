import { expect, test } from 'vitest'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { changeSealed } from '#db/queries/sealed.ts'
import { saveSetting } from '#db/queries/settings.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { sealToken } from '#lib/auth/record-claims.ts'
import { openPullSecret, sealPassword } from '#lib/secrets/pull-secret.ts'
import { rotateSecrets } from '#lib/secrets/rotate.ts'
import { sealPushPassword } from '#lib/settings.ts'
import { rotateInUse } from '../../faults/security-rotation.ts'
import { openFreshDatabase } from '../../support/database.ts'

function addTwo(): void {
  openFreshDatabase()
  const claims = { issuer: 'https://test', subject: 'ada', name: 'Ada', email: null, groups: [], managed: [] }
  const token = { sealedRefreshToken: (id: number) => sealToken(id, 'token'), isSignIn: true }
  const ada = getUser(saveClaims({ ...claims, isAdministrator: true }, token))?.viewer ?? systemViewer
  const login = { registry: 'registry.example', username: 'bot' }
  for (const name of ['one', 'two'])
    insertPullSecrets(ada, [{ name, ...login, sealedPassword: sealPassword(`password of ${name}`) }])
  const value = { ...login, prefix: 'slipway', sealedPassword: sealPushPassword('push') }
  saveSetting(ada, { key: 'registry', value, seen: 0 })
}

test('SLIPWAY_SECRET is changed while secrets are used, without one that does not open', async () => {
  expect(await rotateInUse(300)).toEqual({ runs: 300, held: 300, lost: 0 })
}, 60_000)

test('a password that was moved to the row of another pull secret does not open there', () => {
  addTwo()
  const texts: string[] = []
  changeSealed(({ kind, text }) => {
    if (kind === 'password') texts.push(text)
    return null
  })
  expect(openPullSecret(systemViewer, 1)?.password).toBe('password of one')
  changeSealed(({ kind, row }) => (kind === 'password' && row === 1 ? (texts[1] ?? null) : null))
  expect(() => openPullSecret(systemViewer, 1)).toThrow()
  expect(openPullSecret(systemViewer, 2)?.password).toBe('password of two')
})

test('every place of sealed texts is known', () => {
  addTwo()
  const kinds = new Set<string>()
  changeSealed(({ kind }) => {
    kinds.add(kind)
    return null
  })
  expect([...kinds].sort()).toEqual(['password', 'pushPassword', 'refreshToken'])
  expect(rotateSecrets()).toEqual({ sealed: 0, unreadable: 0 })
})
