import { expect, test, vi } from 'vitest'
import { db } from '#db/client.ts'
import { insertEngine } from '#db/queries/engine-changes.ts'
import { getSealedEngine } from '#db/queries/engines.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { changeSealed } from '#db/queries/sealed.ts'
import { saveSetting } from '#db/queries/settings.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { openToken, sealToken } from '#lib/auth/record-claims.ts'
import { config } from '#lib/config.ts'
import { openKey, sealClientKey } from '#lib/engine/added.ts'
import { openPullSecret, sealPassword } from '#lib/secrets/pull-secret.ts'
import { purposes } from '#lib/secrets/purposes.ts'
import { rotateSecrets, sealAnew } from '#lib/secrets/rotate.ts'
import { pushRegistry, sealPushPassword } from '#lib/settings.ts'
import { rotateInUse } from '../../faults/security-rotation.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { sealedBefore } from '../../support/sealed-before.ts'

function addTwo(): void {
  openFreshDatabase()
  const claims = { issuer: 'https://test', subject: 'ada', name: 'Ada', email: null, groups: [], managed: [] }
  const token = { sealedRefreshToken: (id: number) => sealToken(id, 'token'), isSignIn: true }
  const ada = getUser(saveClaims({ ...claims, isAdministrator: true }, token))?.viewer ?? systemViewer
  const login = { registry: 'registry.example', username: 'bot' }
  for (const name of ['one', 'two'])
    insertPullSecrets(ada, [
      { name, ...login, sealedPassword: sealPassword({ ...login, password: `password of ${name}` }) },
    ])
  const engine = { name: 'farm', kind: 'docker' as const, address: 'tcp://farm:2376', buildsAtOnce: 1 }
  const certificates = { caCertificate: 'ca', clientCertificate: 'certificate' }
  insertEngine(ada, { ...engine, ...certificates, sealedClientKey: sealClientKey('client key') })
  const value = {
    ...login,
    prefix: 'slipway',
    sealedPassword: sealPushPassword({ ...login, password: 'push' }),
  }
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

test('a password beside which another host or user name was written does not go there', () => {
  addTwo()
  const { $client } = db()
  $client.exec("UPDATE pull_secrets SET registry = 'evil.example' WHERE id = 1")
  $client.exec("UPDATE pull_secrets SET username = 'mallory' WHERE id = 2")
  for (const id of [1, 2]) expect(() => openPullSecret(systemViewer, id)).toThrow()
  expect(pushRegistry()).toMatchObject({ password: 'push', isUnreadable: false })
  $client.exec(
    "UPDATE settings SET value = json_set(value, '$.registry', 'evil.example') WHERE key = 'registry'",
  )
  expect(pushRegistry()).toMatchObject({ password: '', isUnreadable: true })
})

test('every place of sealed texts is known, and each opens with the secret that comes after', () => {
  addTwo()
  const kinds = new Set<string>()
  changeSealed(({ kind }) => {
    kinds.add(kind)
    return null
  })
  expect([...kinds].sort()).toEqual(['clientKey', 'password', 'pushPassword', 'refreshToken'])
  expect(rotateSecrets()).toEqual({ sealed: 0, unreadable: 0 })
  const { SLIPWAY_SECRET: before } = config()
  Object.assign(config(), {
    SLIPWAY_SECRET: 'the secret after it, of enough length',
    SLIPWAY_SECRET_OLD: before,
  })
  expect(rotateSecrets()).toEqual({ sealed: 5, unreadable: 0 })
  config().SLIPWAY_SECRET_OLD = undefined
  expect(openAll()).toEqual(['password of one', 'password of two', 'client key', 'token', 'push'])
  config().SLIPWAY_SECRET = before
})

test.each(['v1', 'v2'] as const)(
  'what was sealed as %s opens only once a start has bound it to its place',
  (version) => {
    addTwo()
    const known = openAll()
    changeSealed(({ kind, row }) => {
      const at = { password: (row ?? 1) - 1, clientKey: 2, refreshToken: 3, pushPassword: 4 }[kind]
      return sealedBefore(version, known[at] ?? '', { purpose: purposes[kind], row })
    })
    expect(() => openAll()).toThrow()
    const said = vi.spyOn(console, 'info').mockImplementation(() => {})
    sealAnew()
    expect(said).toHaveBeenCalledWith('Stored secrets were sealed anew.', { count: 5 })
    said.mockRestore()
    expect(openAll()).toEqual(known)
  },
)

test('a start changes no key: the other process may not know the new one yet', () => {
  addTwo()
  const { SLIPWAY_SECRET: before } = config()
  Object.assign(config(), {
    SLIPWAY_SECRET: 'the secret after it, of enough length',
    SLIPWAY_SECRET_OLD: before,
  })
  sealAnew()
  Object.assign(config(), { SLIPWAY_SECRET: before, SLIPWAY_SECRET_OLD: undefined })
  expect(openAll()).toEqual(['password of one', 'password of two', 'client key', 'token', 'push'])
})

test('a start that cannot write tries again', () => {
  addTwo()
  const known = openAll()
  changeSealed(({ kind, row }) => {
    const at = { password: (row ?? 1) - 1, clientKey: 2, refreshToken: 3, pushPassword: 4 }[kind]
    return sealedBefore('v2', known[at] ?? '', { purpose: purposes[kind], row })
  })
  const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'info')]
  for (const spy of said) spy.mockImplementation(() => {})
  vi.useFakeTimers()
  db().$client.exec(
    "CREATE TRIGGER full BEFORE UPDATE ON pull_secrets BEGIN SELECT raise(ABORT, 'full'); END",
  )
  sealAnew()
  expect(() => openAll()).toThrow()
  db().$client.exec('DROP TRIGGER full')
  vi.advanceTimersByTime(10_000)
  expect(openAll()).toEqual(known)
  vi.useRealTimers()
  for (const spy of said) spy.mockRestore()
})

function openAll(): string[] {
  const sealedClientKey = getSealedEngine(systemViewer, 1)?.sealedClientKey ?? ''
  const sealedToken = getUser(1)?.sealedRefreshToken ?? ''
  return [
    ...[1, 2].map((id) => openPullSecret(systemViewer, id)?.password ?? ''),
    openKey({ id: 1, sealedClientKey }),
    openToken(1, sealedToken),
    pushRegistry().password,
  ]
}
