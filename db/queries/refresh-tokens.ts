/** The sealed refresh token of a user, apart from the claims: a provider may change it at every use. */
import { and, eq } from 'drizzle-orm'
import { db } from '../client.ts'
import { users } from '../schema.ts'

/** Puts a new sealed token in the place of the one that was used. Returns false when that one is no longer there. */
export function replaceRefreshToken(userId: number, change: { used: string; next: string }): boolean {
  const same = and(eq(users.id, userId), eq(users.refreshToken, change.used))
  return db().update(users).set({ refreshToken: change.next }).where(same).run().changes === 1
}
