import { beforeEach, describe, expect, test } from 'vitest'
import { listAudit } from '#db/queries/audit-trail.ts'
import { claimBuild, finishBuild } from '#db/queries/build-queue.ts'
import { deleteGroup, insertGroup } from '#db/queries/group-changes.ts'
import { getGroupContents } from '#db/queries/group-contents.ts'
import { setRoleByHand } from '#db/queries/group-members.ts'
import { insertCustomImage, insertExistingImage } from '#db/queries/image-changes.ts'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import { rememberGroups } from '#db/queries/named-groups.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { changeSealed } from '#db/queries/sealed.ts'
import { endAllSessions, endSession } from '#db/queries/session-ends.ts'
import { recordRestore } from '#db/queries/told-only.ts'
import { getUser } from '#db/queries/users.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const image = { description: '', type: 'cpu' as const, pullSecretId: null, isGlobal: false }
const nothing = {
  digest: null,
  gpuReference: null,
  gpuDigest: null,
  facts: null,
  gpuFacts: null,
  fault: null,
}
const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = { ...person('ada', { isAdministrator: true }), address: '192.0.2.7' }
})

/** The newest entries, oldest of them first. */
function newest(count: number) {
  const rows = listAudit(systemViewer, { search: '', kind: null, before: null, after: null }).rows
  return rows.slice(0, count).reverse()
}

function addGroup(name: string): number {
  const added = insertGroup(ada, { name, description: '' })
  if ('taken' in added) throw new Error(added.taken)
  return added.id
}

test('who made a group known: the sign-in provider or the configuration, once', () => {
  person('mia', { groups: ['vision'] })
  const [made] = newest(2)
  expect(made).toMatchObject({ actor: 'Slipway', actorId: null, action: 'group.add', target: 'vision' })
  expect(made?.after).toMatchObject({ origin: 'claims' })
  rememberGroups(['vision', 'language'])
  rememberGroups(['vision', 'language'])
  expect(newest(2).map(({ action, target }) => `${action} ${target}`)).toEqual([
    'person.sign-in mia',
    'group.add language',
  ])
})

test('what a group took along: its images, those that it could use, and pull secrets', () => {
  const [id, other] = [addGroup('Harbour'), addGroup('Dock')]
  const { userId } = person('max')
  setRoleByHand(ada, { groupId: id, userId, role: 'manager' })
  const max = getUser(userId)?.viewer ?? ada
  const add = (displayName: string, more: object, viewer = ada) => {
    const facts = { ...image, ...nothing, displayName, reference: 'r.example/a:1', groupIds: [] }
    insertExistingImage(viewer, { ...facts, ...more })
  }
  add('own', { ownerGroupId: id }, max)
  add('shared', { groupIds: [id, other] })
  add('elsewhere', { groupIds: [other] })
  const secret = { registry: 'r.example', username: 'ci', sealedPassword: 'x' }
  insertPullSecrets(ada, [{ name: 'hub', ...secret, groupIds: [id] }])
  expect(deleteGroup(ada, { id, seen: getGroupContents(ada, id).seen })).toBe('deleted')
  const told = newest(4).map(({ action, target, before, after }) => ({ action, target, before, after }))
  expect(told).toEqual([
    { action: 'group.delete', target: 'Harbour', before: expect.anything(), after: null },
    { action: 'image.edit', target: 'own', before: { ownedBy: 'Harbour' }, after: { ownedBy: null } },
    {
      action: 'image.edit',
      target: 'shared',
      before: { groups: ['Dock', 'Harbour'] },
      after: { groups: ['Dock'] },
    },
    { action: 'secret.edit', target: 'hub', before: { groups: ['Harbour'] }, after: { groups: [] } },
  ])
})

describe('a build', () => {
  const log = { lines: 0, bytes: 0, sha256: '' }
  const published = { reference: 'r.example/x:1', digest: `sha256:${'a'.repeat(64)}`, packages: [] }

  function build(displayName: string) {
    const made = insertCustomImage(ada, { ...image, displayName, groupIds: [], isGlobal: true, spec })
    claimBuild()
    return made
  }

  test('that publishes its image is told as Slipway’s own deed; one that fails is not', () => {
    const { name, buildId } = build('numpy')
    finishBuild(buildId, { state: 'succeeded', diagnosis: null, log, published })
    const [entry] = newest(1)
    expect(entry).toMatchObject({ actor: 'Slipway', actorId: null, action: 'image.renew', target: 'numpy' })
    expect(entry?.before).toMatchObject({ reference: null, digest: null })
    const { reference, digest } = published
    expect(entry?.after).toMatchObject({ reference, digest, publishedBuild: buildId })
    const again = insertRebuild(ada, { name, spec, isFresh: false, seen: 1 })
    claimBuild()
    if (typeof again !== 'string')
      finishBuild(again.buildId, { state: 'failed', diagnosis: null, log, published: null })
    expect(newest(1)[0]?.action).toBe('build.request')
  })

  test.each([
    [true, 'copiesToRemove'],
    [false, 'copiesKept'],
  ])('that runs while its image is deleted, and what becomes of copies (removed: %s)', (withCopies, fact) => {
    const { name, buildId } = build('numpy')
    finishBuild(buildId, { state: 'succeeded', diagnosis: null, log, published })
    insertRebuild(ada, { name, spec, isFresh: false, seen: 1 })
    const seen = getImageContents(ada, name)?.seen ?? ''
    expect(deleteImage(ada, { name, seen, withCopies })).toMatchObject({ displayName: 'numpy' })
    expect(newest(1)[0]).toMatchObject({
      action: 'image.delete',
      after: { [fact]: [`${published.reference}@${published.digest}`], cancelledBuild: 2 },
    })
  })
})

test('who left, and who ended all sessions, and from where', () => {
  const { userId, address } = ada
  endSession({ userId, id: 'x', since: Date.now(), address: '192.0.2.7' }, 0)
  endAllSessions({ userId, address })
  const told = {
    actor: 'ada',
    actorId: userId,
    address: '192.0.2.7',
    target: 'ada',
    before: null,
    after: null,
  }
  expect(newest(2)).toMatchObject([
    { ...told, action: 'person.sign-out' },
    { ...told, action: 'person.end-sessions' },
  ])
})

test('another key for secrets, with how many; nothing where none was sealed anew', () => {
  const secret = { registry: 'r.example', username: 'ci', sealedPassword: 'x' }
  insertPullSecrets(ada, [{ name: 'hub', ...secret }])
  changeSealed(() => null)
  expect(newest(1)[0]?.action).toBe('secret.add')
  changeSealed(() => 'y')
  expect(newest(1)[0]).toMatchObject({ actor: 'Slipway', action: 'setting.rotate', after: { sealed: 1 } })
})

test('a backup that was put in the place of the database', () => {
  recordRestore('/backups/monday.db')
  expect(newest(1)[0]).toMatchObject({ action: 'setting.restore', after: { file: '/backups/monday.db' } })
})
