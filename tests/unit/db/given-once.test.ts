import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { db, openDatabase, setDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { deleteEngine, insertEngine } from '#db/queries/engine-changes.ts'
import { deleteGroup, insertGroup } from '#db/queries/group-changes.ts'
import { getGroupContents } from '#db/queries/group-contents.ts'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { deletePullSecret, insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import type { Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, existingImage, groupId, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { makeOldDatabase } from '../../support/old-database.ts'

let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max } = samplePeople())
})

function removeImage(name: string): void {
  deleteImage(ada, { name, seen: getImageContents(ada, name)?.seen ?? '', withCopies: false })
}

function addSecret(name: string): number {
  const login = { registry: 'registry.example.org', username: 'reader', sealedPassword: 'sealed' }
  insertPullSecrets(ada, [{ name, groupIds: [], ...login }])
  return db().$client.prepare('SELECT id FROM pull_secrets WHERE name = ?').pluck().get(name) as number
}

describe('the name of an image, which is its repository in the registry', () => {
  test('is never given again; its display name is', () => {
    expect(customImage(ada, 'alpha').name).toBe('alpha')
    removeImage('alpha')
    expect(customImage(max, 'alpha', { ownerGroup: 'vision' }).name).toBe('alpha-2')
    removeImage('alpha-2')
    expect(existingImage(max, 'alpha', { ownerGroup: 'vision' })).toBe('alpha-3')
  })

  test('is not given again either where the image was deleted before names were kept', () => {
    const folder = makeOldDatabase(7, (old) =>
      old.exec(`
      INSERT INTO users VALUES (1, 'i', 's', 'Ada', NULL, 1, 0, NULL, 0, 0);
      INSERT INTO images (id, name, display_name, description, type, source, is_global, created_by, created_at, updated_at)
        VALUES (3, 'there', 'there', '', 'cpu', 'custom', 1, 1, 0, 0);
      INSERT INTO audit_trail VALUES
        (1, 0, 1, 'Ada', NULL, 'image.delete', '8', 'gone', '{"name":"gone"}', NULL, 'x'),
        (2, 0, 1, 'Ada', NULL, 'group.delete', '5', 'team', '{"name":"team"}', NULL, 'y');
      INSERT INTO builds (image_id, number, state, spec, requested_by, requested_at)
        VALUES (3, 1, 'failed', '{"base":"debian:12","pullSecretId":9}', 1, 5);`),
    )
    const database = openDatabase(path.join(folder, 'slipway.db'))
    migrateDatabase(database, folder)
    setDatabase(database)
    ;({ ada, max } = samplePeople())
    expect(customImage(ada, 'gone').name).toBe('gone-2')
    removeImage('there')
    expect(existingImage(ada, 'there')).toBe('there-2')
    expect(getManagedImage(ada, 'gone-2')?.id).toBe(9)
    expect(groupId('vision')).toBe(6)
    expect(addSecret('new')).toBe(10)
  })
})

describe('the id of what was deleted is never given again:', () => {
  test('a group’s, whose package caches would be inherited', () => {
    const add = () => insertGroup(ada, { name: 'Harbour', description: '' }) as { id: number }
    const { id } = add()
    deleteGroup(ada, { id, seen: getGroupContents(ada, id).seen })
    expect(add().id).toBeGreaterThan(id)
  })

  test('an engine’s', () => {
    const tls = { caCertificate: '', clientCertificate: '', sealedClientKey: '' }
    const engine = {
      name: 'big',
      kind: 'docker' as const,
      address: 'tcp://big:2376',
      buildsAtOnce: 1,
      ...tls,
    }
    const id = insertEngine(ada, engine) ?? 0
    deleteEngine(ada, id)
    expect(insertEngine(ada, engine)).toBeGreaterThan(id)
  })

  test('an image’s', () => {
    existingImage(ada, 'first')
    const id = getManagedImage(ada, 'first')?.id ?? 0
    removeImage('first')
    existingImage(ada, 'second')
    expect(getManagedImage(ada, 'second')?.id).toBeGreaterThan(id)
  })

  test('a pull secret’s, which earlier builds remember', () => {
    const id = addSecret('first')
    deletePullSecret(ada, id)
    expect(addSecret('second')).toBeGreaterThan(id)
  })
})

test('an earlier build’s pull secret is named to those only who may choose it', () => {
  const id = addSecret('for-others')
  const spec = { base: 'debian:12', apt: 'jq', conda: '', pip: '', pullSecretId: id }
  const { name, buildId: seen } = customImage(max, 'gamma', { ownerGroup: 'vision', pullSecretId: id, spec })
  endNextBuild('failed')
  const image = getManagedImage(ada, name)
  if (!image) throw new Error('gamma is not there.')
  insertRebuild(ada, { name, spec: { ...spec, pullSecretId: null }, isFresh: false, seen })
  updateImage(ada, {
    ...image,
    groupIds: [],
    seen: getManagedImage(ada, name)?.revision ?? 0,
    pullSecretId: null,
  })
  expect(getRebuild(ada, name, 1)).toMatchObject({ pullSecretId: id, pullSecret: 'for-others' })
  expect(getRebuild(max, name, 1)).toMatchObject({ pullSecretId: null, pullSecret: null })
})
