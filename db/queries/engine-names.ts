/** How engines are called beside the builds that ran there. */
import { eq } from 'drizzle-orm'
import { db } from '../client.ts'
import { engines } from '../schema.ts'

export const environmentEngineName = 'Engine of the environment'

/** The engine of a build that has begun; null where there never was another than the environment's. */
export function engineName(id: number | null): string | null {
  if (id !== null)
    return db().select({ name: engines.name }).from(engines).where(eq(engines.id, id)).get()?.name ?? null
  const other = db().select({ id: engines.id }).from(engines).limit(1).get()
  return other ? environmentEngineName : null
}
