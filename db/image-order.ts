/** By what image lists are sorted: columns that SQLite computes, and an index for each order. */
import { type SQL, sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, text } from 'drizzle-orm/sqlite-core'
import { imageStates } from '../lib/images/image-state.ts'

const virtual = { mode: 'virtual' } as const

const state = sql`(CASE WHEN last_build_state IN ('queued', 'running') THEN 'building'
  WHEN reference IS NOT NULL THEN 'ready'
  WHEN last_build_state IN ('failed', 'cancelled', 'interrupted') THEN last_build_state ELSE 'not ready' END)`

/** Never null, and short enough to stand in an address. */
export const orderColumns = {
  isReady: integer('is_ready', { mode: 'boolean' })
    .notNull()
    .generatedAlwaysAs(sql`(reference IS NOT NULL)`, virtual),
  state: text('state', { enum: imageStates }).notNull().generatedAlwaysAs(state, virtual),
  descriptionOrder: startOf('description_order', sql`description`),
  audienceOrder: startOf('audience_order', sql`audience`),
  lastBuildOrder: integer('last_build_order')
    .notNull()
    .generatedAlwaysAs(sql`(coalesce(last_build_at, 0))`, virtual),
}

type Table = Record<
  | 'id'
  | 'name'
  | 'displayName'
  | 'type'
  | 'source'
  | 'updatedAt'
  | 'lastBuildState'
  | 'isGlobal'
  | 'ownerGroupId'
  | keyof typeof orderColumns,
  AnySQLiteColumn
>

/** What filters ask stands in every index: a list that finds little reads an index and not the table. */
export function orderIndexes(table: Table) {
  const { id, type, source, isReady, lastBuildState, isGlobal, ownerGroupId } = table
  const rest = [source, isReady, lastBuildState, isGlobal, ownerGroupId] as const
  const order = (name: string, column: AnySQLiteColumn) => index(name).on(column, id, type, ...rest)
  return [
    order('images_by_name', table.name),
    order('images_by_display_name', table.displayName),
    index('images_by_type').on(type, id, ...rest),
    order('images_by_description', table.descriptionOrder),
    order('images_by_audience', table.audienceOrder),
    order('images_by_state', table.state),
    order('images_by_last_build', table.lastBuildOrder),
    order('images_by_update', table.updatedAt),
  ]
}

/** The beginning of a text, whatever the case of its letters. */
function startOf(name: string, column: SQL) {
  return text(name).notNull().generatedAlwaysAs(sql`(lower(substr(${column}, 1, 64)))`, virtual)
}
