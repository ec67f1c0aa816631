import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#db/client.ts'
import { getSetting, saveReport, saveSetting } from '#db/queries/settings.ts'
import { AccessDenied, systemViewer, type Viewer } from '#lib/access.ts'
import { buildLogins } from '#lib/secrets/logins.ts'
import { pushRegistry, sealPushPassword } from '#lib/settings.ts'
import { person } from '../support/catalogue.ts'
import { openFreshDatabase } from '../support/database.ts'

let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
})

const harbor = (password = 'hush') => {
  const login = { registry: 'harbor.example', username: 'robot' }
  return { ...login, prefix: 'team', sealedPassword: sealPushPassword({ ...login, password }) }
}
const save = (value: unknown, seen = 0) => saveSetting(ada, { key: 'registry', value, seen })

describe('the registry to push to', () => {
  test('is the environment’s until another is set, and again when that goes', () => {
    const own = { registry: process.env.SLIPWAY_REGISTRY, prefix: 'slipway', source: 'environment' }
    expect(pushRegistry()).toMatchObject(own)
    save(harbor())
    const { updatedAt, ...set } = pushRegistry()
    expect(set).toEqual({
      registry: 'harbor.example',
      prefix: 'team',
      username: 'robot',
      password: 'hush',
      source: 'settings',
      isUnreadable: false,
    })
    expect(buildLogins(systemViewer, null)).toEqual([
      { registry: 'harbor.example', username: 'robot', password: 'hush' },
    ])
    expect(save(null, updatedAt)).toBe(true)
    expect(pushRegistry()).toMatchObject(own)
  })

  test('with a password that cannot be opened says so, and has none', () => {
    save({ ...harbor(), sealedPassword: 'v1.a.b.c' })
    expect(pushRegistry()).toMatchObject({ registry: 'harbor.example', password: '', isUnreadable: true })
  })

  test('that is kept in a form nobody knows is the environment’s', () => {
    save({ registry: 7 })
    expect(pushRegistry().source).toBe('environment')
  })

  test('lies sealed in the database', () => {
    save(harbor('correct horse'))
    const row = db().$client.prepare('SELECT value FROM settings').get()
    expect(JSON.stringify(row)).not.toContain('correct horse')
  })
})

describe('a setting', () => {
  test('is for administrators', () => {
    for (const viewer of [person('max', { managed: ['vision'], groups: ['vision'] }), person('nora')]) {
      const attempt = () => saveSetting(viewer, { key: 'registry', value: harbor(), seen: 0 })
      expect(attempt).toThrow(AccessDenied)
    }
  })

  test('is not saved over what somebody else saved meanwhile', () => {
    expect(save(harbor())).toBe(true)
    expect(save({ ...harbor(), prefix: 'other' })).toBe(false)
    const seen = pushRegistry().updatedAt
    expect(save({ ...harbor(), prefix: 'other' }, seen)).toBe(true)
    expect(pushRegistry()).toMatchObject({ prefix: 'other' })
    expect(pushRegistry().updatedAt).toBeGreaterThan(seen)
  })
})

test('reports of the builder replace each other', () => {
  saveReport('engine', { version: 1 })
  saveReport('engine', { version: 2 })
  expect(getSetting('engine')?.value).toEqual({ version: 2 })
})
