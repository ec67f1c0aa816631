import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Diagnosis } from '../lib/builds/diagnosis.ts'
import { buildStates } from '../lib/builds/state.ts'
import type { BuildSpec, ImageFacts } from '../lib/images/types.ts'
import { imageSources, imageTypes, packageManagers } from '../lib/images/types.ts'
import { engines } from './engine-table.ts'
import { orderColumns, orderIndexes } from './image-order.ts'

/** Milliseconds since 1970, as Date.now() gives them. */
const time = (name: string) => integer(name)
const origins = ['claims', 'hand'] as const
const flag = (name: string) => integer(name, { mode: 'boolean' })

export const users = sqliteTable(
  'users',
  {
    id: integer('id').primaryKey(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    /** By what the sign-in provider said last. */
    isAdministrator: flag('is_administrator').notNull(),
    /** By the first code or an administrator's hand: claims leave it alone. */
    isAdministratorByHand: flag('is_administrator_by_hand').notNull().default(false),
    claimsAt: time('claims_at').notNull(),
    refreshToken: text('refresh_token'),
    lastSignInAt: time('last_sign_in_at').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [uniqueIndex('users_identity').on(table.issuer, table.subject)],
)

export const groups = sqliteTable('groups', {
  id: integer('id').primaryKey(),
  name: text('name').notNull().unique(),
  /** Named by a token, or made by an administrator. */
  origin: text('origin', { enum: origins }).notNull().default('claims'),
  description: text('description').notNull().default(''),
  createdAt: time('created_at').notNull(),
})

export const memberships = sqliteTable(
  'memberships',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    role: text('role', { enum: ['member', 'manager'] }).notNull(),
    /** What claims gave, claims take away; what an administrator gave stays. */
    origin: text('origin', { enum: origins }).notNull().default('claims'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.groupId, table.origin] }),
    index('memberships_group').on(table.groupId),
  ],
)

export const pullSecrets = sqliteTable('pull_secrets', {
  id: integer('id').primaryKey(),
  name: text('name').notNull().unique(),
  registry: text('registry').notNull(),
  username: text('username').notNull(),
  sealedPassword: text('sealed_password').notNull(),
  createdBy: integer('created_by')
    .notNull()
    .references(() => users.id),
  createdAt: time('created_at').notNull(),
})

/** Groups whose managers may use a pull secret. */
export const pullSecretGroups = sqliteTable(
  'pull_secret_groups',
  {
    pullSecretId: integer('pull_secret_id')
      .notNull()
      .references(() => pullSecrets.id, { onDelete: 'cascade' }),
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.pullSecretId, table.groupId] })],
)

/** What administrators set on screens; sealed where it is secret. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value', { mode: 'json' }).notNull(),
  updatedAt: time('updated_at').notNull(),
})

export const images = sqliteTable(
  'images',
  {
    id: integer('id').primaryKey(),
    name: text('name').notNull().unique(),
    displayName: text('display_name').notNull().unique(),
    description: text('description').notNull(),
    type: text('type', { enum: imageTypes }).notNull(),
    source: text('source', { enum: imageSources }).notNull(),
    reference: text('reference'),
    gpuReference: text('gpu_reference'),
    digest: text('digest'),
    gpuDigest: text('gpu_digest'),
    publishedBuildId: integer('published_build_id'),
    pullSecretId: integer('pull_secret_id').references(() => pullSecrets.id),
    isGlobal: flag('is_global').notNull(),
    ownerGroupId: integer('owner_group_id').references(() => groups.id),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** Counts edits: whoever saves an older one is told, not obeyed. */
    revision: integer('revision').notNull().default(1),
    /** Who saved the last edit; null while nobody has. */
    updatedBy: integer('updated_by').references(() => users.id),
    /** What the registry said of the reference, when it was looked up. */
    facts: text('facts', { mode: 'json' }).$type<ImageFacts>(),
    gpuFacts: text('gpu_facts', { mode: 'json' }).$type<ImageFacts>(),
    /** What the registry has now behind the base of the published build, or behind an existing image's reference. */
    sourceDigest: text('source_digest'),
    sourceFault: text('source_fault'),
    sourceCheckedAt: time('source_checked_at'),
    /** Whether the builder rebuilds it by itself when its base has changed. */
    rebuildsOnNewBase: flag('rebuilds_on_new_base').notNull().default(false),
    /**
     * Kept by triggers, so that lists can be sorted by them and no way of changing builds, groups or images, a cascade
     * included, can forget them. Who rebuilds this table in a migration makes its triggers anew: see 0004.
     */
    lastBuildId: integer('last_build_id'),
    lastBuildAt: time('last_build_at'),
    lastBuildState: text('last_build_state', { enum: buildStates }),
    /** `Global`, else the names of its groups, the owner's included. */
    audience: text('audience').notNull().default(''),
    ...orderColumns,
  },
  (table) => [
    check('existing_has_reference', sql`source <> 'existing' OR reference IS NOT NULL`),
    ...orderIndexes(table),
    index('images_global').on(table.isGlobal),
    index('images_owner').on(table.ownerGroupId),
    index('images_published_build').on(table.publishedBuildId),
    index('images_rebuilt_by_themselves').on(table.id).where(sql`rebuilds_on_new_base`),
  ],
)

export const imageGroups = sqliteTable(
  'image_groups',
  {
    imageId: integer('image_id')
      .notNull()
      .references(() => images.id, { onDelete: 'cascade' }),
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.imageId, table.groupId] }),
    index('image_groups_group').on(table.groupId),
  ],
)

export const builds = sqliteTable(
  'builds',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    imageId: integer('image_id')
      .notNull()
      .references(() => images.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    state: text('state', { enum: buildStates }).notNull(),
    spec: text('spec', { mode: 'json' }).$type<BuildSpec>().notNull(),
    /** Everything anew, nothing from the cache of earlier builds. */
    isFresh: flag('is_fresh').notNull().default(false),
    /** The base digest for which the builder queued it by itself; null: a person wanted it. */
    scheduledFor: text('scheduled_for'),
    requestedBy: integer('requested_by')
      .notNull()
      .references(() => users.id),
    requestedAt: time('requested_at').notNull(),
    startedAt: time('started_at'),
    /** Counts claims: whose turn it was is told by it, since clocks jump. Null: not claimed yet. */
    turn: integer('turn'),
    finishedAt: time('finished_at'),
    cancelRequestedAt: time('cancel_requested_at'),
    cancelRequestedBy: integer('cancel_requested_by').references(() => users.id),
    /** Null: the engine of the environment. */
    engineId: integer('engine_id').references(() => engines.id, { onDelete: 'set null' }),
    baseDigest: text('base_digest'),
    reference: text('reference'),
    digest: text('digest'),
    diagnosis: text('diagnosis', { mode: 'json' }).$type<Diagnosis>(),
    logLines: integer('log_lines'),
    logBytes: integer('log_bytes'),
    logSha256: text('log_sha256'),
  },
  (table) => [
    uniqueIndex('builds_number').on(table.imageId, table.number),
    uniqueIndex('builds_one_active').on(table.imageId).where(sql`state IN ('queued', 'running')`),
    index('builds_state').on(table.state, table.id),
    index('builds_turn').on(table.turn),
    // Never twice for one base, whatever became of the first.
    uniqueIndex('builds_scheduled_once')
      .on(table.imageId, table.scheduledFor)
      .where(sql`scheduled_for IS NOT NULL`),
  ],
)

export const installedPackages = sqliteTable(
  'installed_packages',
  {
    buildId: integer('build_id')
      .notNull()
      .references(() => builds.id, { onDelete: 'cascade' }),
    manager: text('manager', { enum: packageManagers }).notNull(),
    name: text('name').notNull(),
    version: text('version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.buildId, table.manager, table.name] }),
    // From a name to its builds for a search, and from a build to its names for one of its hits.
    index('installed_packages_name').on(sql`name COLLATE NOCASE`, table.buildId),
    index('installed_packages_build').on(table.buildId, sql`name COLLATE NOCASE`),
  ],
)

export { auditTrail } from './audit-table.ts'
export { engines } from './engine-table.ts'
export { givenIds, givenNames } from './given-tables.ts'
