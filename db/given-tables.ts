/** What was given once and is never given again. Triggers of the migration that made these tables keep both. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The names of all images that ever were: each is a repository of the registry, which outlives its image. */
export const givenNames = sqliteTable('given_names', { name: text('name').primaryKey() })

/** The highest id that a row ever had. By itself SQLite gives those of deleted rows again. */
export const givenIds = sqliteTable('given_ids', {
  kind: text('kind', { enum: ['groups', 'pull_secrets', 'engines', 'images'] }).primaryKey(),
  last: integer('last').notNull(),
})
