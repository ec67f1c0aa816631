/** The table of engines; schema.ts has most others. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EngineReport } from '../lib/builds/engine-report.ts'

/** Engines that administrators added; builds without one run on the engine of the environment. */
export const engines = sqliteTable('engines', {
  id: integer('id').primaryKey(),
  name: text('name').notNull().unique(),
  /** `docker`: an engine at a DOCKER_HOST. `builder`: a buildx builder by its name, whatever its driver. */
  kind: text('kind', { enum: ['docker', 'builder'] }).notNull(),
  /** DOCKER_HOST, or the builder's name. */
  address: text('address').notNull(),
  caCertificate: text('ca_certificate').notNull().default(''),
  clientCertificate: text('client_certificate').notNull().default(''),
  sealedClientKey: text('sealed_client_key').notNull().default(''),
  buildsAtOnce: integer('builds_at_once').notNull(),
  isEnabled: integer('is_enabled', { mode: 'boolean' }).notNull().default(true),
  report: text('report', { mode: 'json' }).$type<EngineReport>(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})
