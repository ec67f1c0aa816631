/** Groups, as the sign-in provider has named them so far. */
import { asc } from 'drizzle-orm'
import { allow, canCreateSystemImage, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { groups } from '../schema.ts'

export type Group = { id: number; name: string }

/** Groups that this viewer may share an image with. */
export function listGroups(viewer: Viewer): Group[] {
  allow(canCreateSystemImage(viewer), 'see all groups')
  return db().select({ id: groups.id, name: groups.name }).from(groups).orderBy(asc(groups.name)).all()
}

/** Makes groups known whose people have not signed in yet. */
export function rememberGroups(names: readonly string[]): void {
  for (const name of names)
    db().insert(groups).values({ name, createdAt: Date.now() }).onConflictDoNothing().run()
}
