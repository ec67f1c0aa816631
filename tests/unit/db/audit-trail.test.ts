import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '#db/client.ts'
import { checkAudit, listAudit, readAudit } from '#db/queries/audit-trail.ts'
import { requestCancel } from '#db/queries/builds.ts'
import { insertGroup, updateGroup } from '#db/queries/group-changes.ts'
import { setRoleByHand } from '#db/queries/group-members.ts'
import { insertCustomImage, insertExistingImage } from '#db/queries/image-changes.ts'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { saveSetting } from '#db/queries/settings.ts'
import { revokeClaims, saveClaims } from '#db/queries/users.ts'
import { AccessDenied, systemViewer, type Viewer } from '#lib/access.ts'
import { openFreshDatabase } from '../../support/database.ts'

const access = { isGlobal: true, groupIds: [], pullSecretId: null }
const claims = { issuer: 'https://id', subject: 'ada', name: 'Ada', email: null, groups: [], managed: [] }
const all = { search: '', kind: null, before: null, after: null } as const
let ada: Viewer

beforeAll(() => {
  openFreshDatabase()
  const token = { sealedRefreshToken: null, isSignIn: true, address: '192.0.2.7' }
  const userId = saveClaims({ ...claims, isAdministrator: true }, token)
  ada = { ...systemViewer, userId, name: 'Ada', address: '192.0.2.7' }
})

const newest = () => listAudit(ada, all).rows[0]
const addBuild = (displayName: string) => {
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  return insertCustomImage(ada, { displayName, description: '', type: 'cpu', ...access, spec })
}

describe('what people do is told', () => {
  test('a sign-in, from where, and what the provider gave', () => {
    expect(listAudit(ada, all).rows.at(-1)).toMatchObject({
      actor: 'Ada',
      address: '192.0.2.7',
      action: 'person.sign-in',
      before: null,
      after: { isAdministrator: true },
    })
  })

  test('an image that was added and deleted, with what it was', () => {
    const facts = { reference: 'r.example/a:1', digest: null, gpuReference: null, gpuDigest: null }
    const image = { displayName: 'seen', description: 'A', type: 'cpu' as const, ...access }
    const name = insertExistingImage(ada, { ...image, ...facts, facts: null, gpuFacts: null, fault: null })
    expect(newest()).toMatchObject({
      action: 'image.add',
      target: 'seen',
      after: { reference: 'r.example/a:1' },
    })
    const seen = getImageContents(ada, name)?.seen ?? ''
    deleteImage(ada, { name, seen, withCopies: false })
    expect(newest()).toMatchObject({
      action: 'image.delete',
      target: 'seen',
      after: null,
      before: { type: 'cpu' },
    })
  })

  test('a build that was asked for and cancelled; cancelling again changes and tells nothing', () => {
    const { buildId } = addBuild('built')
    expect(newest()).toMatchObject({
      action: 'build.request',
      target: 'built, build 1',
      after: { apt: 'jq' },
    })
    requestCancel(ada, buildId)
    expect(newest()).toMatchObject({
      action: 'build.cancel',
      before: { state: 'queued' },
      after: { state: 'cancelled' },
    })
    const { id } = newest() ?? { id: 0 }
    requestCancel(ada, buildId)
    expect(newest()?.id).toBe(id)
  })

  test('of an edit only what differs', () => {
    const group = insertGroup(ada, { name: 'vision', description: '' })
    if (!('id' in group)) throw new Error('no group')
    const was = { name: 'vision', description: '' }
    updateGroup(ada, { id: group.id, was, name: 'vision', description: 'Sees' })
    expect(newest()).toMatchObject({ before: { description: '' }, after: { description: 'Sees' } })
    expect(Object.keys(newest()?.after ?? {})).toEqual(['description'])
    setRoleByHand(ada, { groupId: group.id, userId: ada.userId, role: 'manager' })
    expect(newest()).toMatchObject({ action: 'group.people', after: { people: ['Ada (#1, manager)'] } })
  })

  test('of a secret never what is secret', () => {
    const secret = { name: 'hub', registry: 'r.example', username: 'ci', sealedPassword: 'sealed-canary' }
    insertPullSecrets(ada, [secret])
    const value = { registry: 'r.example', prefix: 'x', username: 'u', sealedPassword: 'other-canary' }
    saveSetting(ada, { key: 'registry', value, seen: 0 })
    expect(newest()?.after).toMatchObject({
      registry: 'r.example',
      password: expect.stringMatching(/^#[0-9a-f]{8}$/),
    })
    expect(JSON.stringify(listAudit(ada, all))).not.toContain('canary')
  })

  test('what the sign-in provider took away, as told by Slipway', () => {
    const token = { sealedRefreshToken: null, isSignIn: true }
    const id = saveClaims({ ...claims, subject: 'max', name: 'Max', isAdministrator: true }, token)
    revokeClaims(id)
    expect(newest()).toMatchObject({
      actorId: null,
      action: 'person.change',
      target: 'Max',
      before: { isAdministrator: true },
      after: { isAdministrator: false },
    })
  })

  test('a change that was refused leaves no entry', () => {
    const before = newest()?.id
    const mia = { ...systemViewer, userId: 99, isAdministrator: false }
    expect(() => insertGroup(mia, { name: 'x', description: '' })).toThrow(AccessDenied)
    expect(newest()?.id).toBe(before)
  })
})

describe('the trail only grows, and shows whether it was touched', () => {
  test('the database refuses to change and delete entries', () => {
    expect(() => db().$client.exec("UPDATE audit_trail SET actor = 'Eve'")).toThrow(/only grows/)
    expect(() => db().$client.exec('DELETE FROM audit_trail')).toThrow(/only grows/)
  })

  test('whole: every entry fits to the one before', async () => {
    const chain = await checkAudit(ada)
    expect(chain).toMatchObject({ brokenAt: null })
    expect(chain.count).toBe([...readAudit(ada, { search: '', kind: null })].flat().length)
  })

  test('whole whatever somebody is called', async () => {
    const anyName = fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    })
    await fc.assert(
      fc.asyncProperty(anyName, async (name) => {
        saveClaims({ ...claims, name, isAdministrator: true }, { sealedRefreshToken: null, isSignIn: true })
        expect((await checkAudit(ada)).brokenAt).toBeNull()
      }),
      { numRuns: 50, examples: [['Mal\ud800'], ['\udc00\0']] },
    )
    saveClaims({ ...claims, isAdministrator: true }, { sealedRefreshToken: null, isSignIn: false })
  })

  test('pages lead there and back without losing an entry', () => {
    for (let i = 0; i < 60; i++) addBuild(`many-${i}`)
    const first = listAudit(ada, all)
    expect(first).toMatchObject({ newer: null })
    const second = listAudit(ada, { ...all, before: first.older })
    expect(second.rows[0]?.id).toBe((first.rows.at(-1)?.id ?? 0) - 1)
    expect(listAudit(ada, { ...all, after: second.newer }).rows).toEqual(first.rows)
  })

  test('read as far as it went when the reading began', () => {
    const before = newest()?.id
    const batches = readAudit(ada, { search: '', kind: null })
    const read = [...(batches.next().value ?? [])]
    addBuild('too-late')
    for (const rows of batches) read.push(...rows)
    expect(read.at(-1)?.id).toBe(before)
    expect(newest()?.id).toBeGreaterThan(before ?? 0)
  })

  test('checked in batches that let others have their turn', async () => {
    const others = vi.fn()
    setImmediate(others)
    await checkAudit(ada)
    expect(others).toHaveBeenCalled()
  })

  test('searched by at most eight words, however many there are', () => {
    const words = 'ada many-7 a d many m n y'
    const prepare = vi.spyOn(db().$client, 'prepare')
    expect(listAudit(ada, { ...all, search: `${words} nobody-at-all ${'x '.repeat(80)}` }).rows).not.toEqual(
      [],
    )
    const likes = String(prepare.mock.calls[0]?.[0]).match(/ like /gi)
    expect(likes).toHaveLength(8 * 4)
  })

  test('searched by every word, and by kind', () => {
    const rows = (search: string) => listAudit(ada, { ...all, search }).rows
    expect(rows('ada many-7').every(({ target }) => target.startsWith('many-7'))).toBe(true)
    expect(rows('nobody')).toEqual([])
    const groups = listAudit(ada, { ...all, kind: 'group' }).rows
    expect(new Set(groups.map(({ action }) => action.split('.')[0]))).toEqual(new Set(['group']))
  })

  test('an entry that somebody rewrote or took out breaks the chain there', async () => {
    db().$client.exec('DROP TRIGGER audit_trail_stays; DROP TRIGGER audit_trail_keeps')
    db().$client.exec("UPDATE audit_trail SET actor = 'Eve' WHERE id = 5")
    expect((await checkAudit(ada)).brokenAt).toBe(5)
    db().$client.exec('DELETE FROM audit_trail WHERE id = 3')
    expect((await checkAudit(ada)).brokenAt).toBe(4)
  })

  test('nobody but administrators reads it', async () => {
    const mia = { ...systemViewer, isAdministrator: false }
    expect(() => listAudit(mia, all)).toThrow(AccessDenied)
    expect(() => readAudit(mia, all)).toThrow(AccessDenied)
    await expect(checkAudit(mia)).rejects.toThrow(AccessDenied)
  })
})
