import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { db, openDatabase, setDatabase } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { insertBuild } from '#db/queries/builds.ts'
import { deleteGroup, insertGroup } from '#db/queries/group-changes.ts'
import { getGroupContents } from '#db/queries/group-contents.ts'
import { setRoleByHand } from '#db/queries/group-members.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getUser } from '#db/queries/users.ts'
import type { Viewer } from '#lib/access.ts'
import { customImage, endNextBuild, existingImage, groupId, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
let max: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true })
  max = person('max', { groups: ['vision', 'Data'], managed: ['vision'] })
})

type Kept = { audience: string; state: string; build: number | null; at: number; words: number }

/** What the triggers keep of an image. */
function kept(name: string): Kept {
  const row = db().$client.prepare(
    `SELECT audience, state, last_build_id AS build, last_build_order AS at,
      (SELECT count(*) FROM image_words w WHERE w.rowid = images.id) AS words FROM images WHERE name = ?`,
  )
  return row.get(name) as Kept
}

function run(sql: string, ...values: unknown[]): void {
  db().$client.prepare(sql).run(values)
}

function found(word: string): string[] {
  const rows = db().$client.prepare(
    'SELECT name FROM images WHERE id IN (SELECT rowid FROM image_words WHERE image_words MATCH ?) ORDER BY name',
  )
  return rows.all(`"${word}"`).map((row) => (row as { name: string }).name)
}

describe('the last build of an image', () => {
  test('follows its builds from the queue to their end', () => {
    const { name, buildId } = customImage(ada, 'tools')
    expect(kept(name)).toMatchObject({ state: 'building', build: buildId })
    endNextBuild('failed')
    expect(kept(name)).toMatchObject({ state: 'failed', build: buildId })
  })

  test('is the newest; when that one goes it is the one before', () => {
    const { name, buildId } = customImage(ada, 'tools')
    endNextBuild('succeeded', { reference: 'r.example/tools:1', digest: 'sha256:1', packages: [] })
    expect(kept(name)).toMatchObject({ state: 'ready', build: buildId })
    const spec = { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: '' }
    const imageId = db().$client.prepare('SELECT id FROM images').pluck().get() as number
    const second = insertBuild(ada, { imageId, spec })
    expect(kept(name)).toMatchObject({ state: 'building', build: second })
    endNextBuild('failed')
    expect(kept(name)).toMatchObject({ state: 'ready', build: second })
    run('DELETE FROM builds WHERE id = ?', second)
    expect(kept(name)).toMatchObject({ state: 'ready', build: buildId })
    run('DELETE FROM builds')
    expect(kept(name)).toMatchObject({ state: 'ready', build: null, at: 0 })
  })

  test('of one image is not that of another', () => {
    const first = customImage(ada, 'first')
    customImage(ada, 'second')
    endNextBuild('failed')
    endNextBuild('cancelled')
    const second = db().$client.prepare("SELECT id FROM images WHERE name = 'second'").pluck().get()
    run('UPDATE builds SET image_id = ?, number = 2 WHERE id = ?', second, first.buildId)
    expect(kept('first')).toMatchObject({ state: 'not ready', build: null })
    expect(kept('second')).toMatchObject({ state: 'failed', build: first.buildId })
  })
})

describe('the audience of an image', () => {
  test('is Global, or its groups in order with the owner’s, or nobody', () => {
    existingImage(ada, 'for-all')
    existingImage(ada, 'for-nobody', { groups: [] })
    existingImage(ada, 'for-two', { groups: ['vision', 'Data'] })
    existingImage(max, 'owned', { ownerGroup: 'vision' })
    const edit = { name: 'owned', seen: 1, description: '', type: 'cpu' as const, pullSecretId: null }
    updateImage(ada, { ...edit, isGlobal: false, groupIds: [groupId('Data')] })
    const names = ['for-all', 'for-nobody', 'for-two', 'owned']
    expect(names.map((name) => kept(name).audience)).toEqual(['Global', '', 'Data, vision', 'Data, vision'])
  })

  test('follows an edit', () => {
    existingImage(ada, 'tools')
    const edit = { name: 'tools', seen: 1, description: '', type: 'cpu' as const, pullSecretId: null }
    updateImage(ada, { ...edit, isGlobal: false, groupIds: [1] })
    expect(kept('tools').audience).toBe('vision')
  })

  test('follows the name of a group and its end, which a cascade brings', () => {
    const added = insertGroup(ada, { name: 'Harbour', description: '' })
    const id = 'id' in added ? added.id : 0
    existingImage(ada, 'shared', { groups: ['Harbour', 'vision'] })
    setRoleByHand(ada, { groupId: id, userId: max.userId, role: 'manager' })
    existingImage(getUser(max.userId)?.viewer ?? max, 'owned', { ownerGroup: 'Harbour' })
    run("UPDATE groups SET name = 'Pier' WHERE id = ?", id)
    expect(kept('shared').audience).toBe('Pier, vision')
    expect(kept('owned').audience).toBe('Pier')
    deleteGroup(ada, { id, seen: getGroupContents(ada, id).seen })
    expect(kept('shared').audience).toBe('vision')
    expect(kept('owned').audience).toBe('')
  })
})

describe('the words of an image', () => {
  test('are found as they are now, and go with it', () => {
    existingImage(ada, 'tools', { description: 'For cranes' })
    expect(found('rane')).toEqual(['tools'])
    run("UPDATE images SET description = 'For quays'")
    expect([found('rane'), found('quay')]).toEqual([[], ['tools']])
    run("DELETE FROM images WHERE name = 'tools'")
    expect(found('quay')).toEqual([])
  })

  test('of an image with builds go too, whatever order the cascade takes', () => {
    const { name } = customImage(ada, 'tools')
    endNextBuild('failed')
    run('DELETE FROM images WHERE name = ?', name)
    expect(found('tools')).toEqual([])
    expect(db().$client.prepare('SELECT count(*) FROM builds').pluck().get()).toBe(0)
  })
})

test('a database from before has it all after the migration', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-data-'))
  const database = openDatabase(path.join(folder, 'slipway.db'))
  const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as Journal
  database.$client.exec(
    'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT, created_at NUMERIC)',
  )
  for (const { tag, when } of journal.entries.slice(0, 4)) {
    database.$client.exec(readFileSync(`db/migrations/${tag}.sql`, 'utf8'))
    database.$client.prepare("INSERT INTO __drizzle_migrations VALUES (NULL, '', ?)").run(when)
  }
  database.$client.exec(`
    INSERT INTO users VALUES (1, 'i', 's', 'Ada', NULL, 1, 0, NULL, 0, 0);
    INSERT INTO groups (id, name, created_at) VALUES (1, 'vision', 0);
    INSERT INTO images (id, name, display_name, description, type, source, is_global, created_by, created_at, updated_at)
      VALUES (7, 'old', 'old', 'From before', 'cpu', 'custom', 0, 1, 0, 0);
    INSERT INTO image_groups VALUES (7, 1);
    INSERT INTO builds (id, image_id, number, state, spec, requested_by, requested_at)
      VALUES (3, 7, 1, 'succeeded', '{}', 1, 5), (4, 7, 2, 'failed', '{}', 1, 6);`)
  migrateDatabase(database, folder)
  setDatabase(database)
  expect(kept('old')).toEqual({ audience: 'vision', state: 'failed', build: 4, at: 6, words: 1 })
  expect(found('before')).toEqual(['old'])
})

type Journal = { entries: { tag: string; when: number }[] }
