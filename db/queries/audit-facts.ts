/** What the audit trail writes down of a thing: as it is in the database now, without secrets. */
import { createHash } from 'node:crypto'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { AuditKind } from '#lib/audit/actions.ts'
import type { AuditFacts } from '#lib/audit/entry.ts'
import { db } from '../client.ts'
import { builds, engines, groups, images, pullSecrets, settings, users } from '../schema.ts'

/** `name`: what people call it. */
export type Known = { name: string; facts: AuditFacts }

const readers: Record<AuditKind, (id: string) => Known | null> = {
  image: (id) => {
    const row = db()
      .select()
      .from(images)
      .where(eq(images.id, Number(id)))
      .get()
    if (!row) return null
    const { displayName, name, description, type, source, reference, digest, gpuReference, isGlobal } = row
    const place = { isGlobal, ownedBy: groupName(row.ownerGroupId), groups: sharedWith(row.id) }
    const origin = { source, reference, digest, gpuReference, publishedBuild: row.publishedBuildId }
    const pullSecret = secretName(row.pullSecretId)
    const rebuilds = { rebuildsOnNewBase: row.rebuildsOnNewBase }
    const facts = { name, displayName, description, type, ...origin, pullSecret, ...place, ...rebuilds }
    return { name: displayName, facts }
  },
  build: (id) => {
    const row = db()
      .select({ build: builds, displayName: images.displayName })
      .from(builds)
      .innerJoin(images, eq(images.id, builds.imageId))
      .where(eq(builds.id, Number(id)))
      .get()
    if (!row) return null
    const { number, state, isFresh, spec, cancelRequestedAt, scheduledFor } = row.build
    const { base, triggers = [], apt, conda, pip, pullSecretId } = spec
    const origin = { base, triggers, pullSecret: secretName(pullSecretId) }
    const asked = { ...origin, apt, conda, pip, isFresh, scheduledFor }
    const facts = { ...asked, state, isCancelRequested: cancelRequestedAt !== null }
    return { name: `${row.displayName}, build ${number}`, facts }
  },
  group: (id) => {
    const row = db()
      .select()
      .from(groups)
      .where(eq(groups.id, Number(id)))
      .get()
    if (!row) return null
    const { name, origin, description } = row
    const has = { people: peopleByHand(row.id), images: ownImages(row.id) }
    return { name, facts: { name, origin, description, ...has } }
  },
  secret: (id) => {
    const row = db()
      .select()
      .from(pullSecrets)
      .where(eq(pullSecrets.id, Number(id)))
      .get()
    if (!row) return null
    const { name, registry, username, sealedPassword } = row
    const groups = secretGroups(row.id)
    return { name, facts: { name, registry, username, password: mark(sealedPassword), groups } }
  },
  engine: (id) => {
    const row = db()
      .select()
      .from(engines)
      .where(eq(engines.id, Number(id)))
      .get()
    // Of a deleted engine only the name stays, for its builds.
    if (!row?.address) return null
    const { name, kind, address, buildsAtOnce, isEnabled, caCertificate, clientCertificate } = row
    const tls = {
      caCertificate: mark(caCertificate),
      clientCertificate: mark(clientCertificate),
      clientKey: mark(row.sealedClientKey),
    }
    return { name, facts: { name, kind, address, buildsAtOnce, isEnabled, ...tls } }
  },
  setting: (key) => {
    const row = db().select().from(settings).where(eq(settings.key, key)).get()
    return row ? { name: key, facts: withMarks(row.value) } : null
  },
  person: (id) => {
    const row = db()
      .select()
      .from(users)
      .where(eq(users.id, Number(id)))
      .get()
    if (!row) return null
    const { name, isAdministrator, isAdministratorByHand } = row
    const byHand = isAdministratorByHand && { isAdministratorByHand }
    return { name, facts: { name, isAdministrator, ...byHand, groups: groupsOf(row.id) } }
  },
}

/** A thing as it is now, or null where it is not there. */
export function factsOf(kind: AuditKind, id: number | string): Known | null {
  return readers[kind](String(id))
}

/** Tells that a secret changed and nothing else: sealed text is another each time. */
function mark(sealed: string): string | null {
  return sealed === '' ? null : `#${createHash('sha256').update(sealed).digest('hex').slice(0, 8)}`
}

function withMarks(value: unknown): AuditFacts {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : { value })
  return Object.fromEntries(
    entries.map(([name, each]) => (name === 'sealedPassword' ? ['password', mark(each)] : [name, each])),
  )
}

function groupName(id: number | null): string | null {
  return id === null ? null : (names(sql`SELECT name FROM groups WHERE id = ${id}`)[0] ?? null)
}

function secretName(id: number | null): string | null {
  return id === null ? null : (names(sql`SELECT name FROM pull_secrets WHERE id = ${id}`)[0] ?? null)
}

function sharedWith(imageId: number): string[] {
  return names(sql`SELECT g.name FROM image_groups s JOIN groups g ON g.id = s.group_id
    WHERE s.image_id = ${imageId} ORDER BY g.name`)
}

function secretGroups(secretId: number): string[] {
  return names(sql`SELECT g.name FROM pull_secret_groups s JOIN groups g ON g.id = s.group_id
    WHERE s.pull_secret_id = ${secretId} ORDER BY g.name`)
}

function peopleByHand(groupId: number): string[] {
  return names(sql`SELECT u.name || ' (#' || u.id || ', ' || m.role || ')' AS name FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.group_id = ${groupId} AND m.origin = 'hand' ORDER BY u.name, u.id`)
}

function ownImages(groupId: number): string[] {
  return names(sql`SELECT name FROM images WHERE owner_group_id = ${groupId} ORDER BY name`)
}

function groupsOf(userId: number): string[] {
  return names(sql`SELECT g.name || ' (' || m.role || ')' AS name FROM memberships m JOIN groups g ON g.id = m.group_id
    WHERE m.user_id = ${userId} AND m.origin = 'claims' ORDER BY g.name`)
}

function names(query: SQL): string[] {
  return db()
    .all<{ name: string }>(query)
    .map(({ name }) => name)
}
