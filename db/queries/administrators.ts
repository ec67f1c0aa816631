/** Who is an administrator by hand: claims neither give nor take that. */
import { and, count, eq, gt, ne, or } from 'drizzle-orm'
import { allow, canAppointAdministrators, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { users } from '../schema.ts'
import { noteFirstAdministrator } from './first-administrator.ts'
import { auditFacts, recordAudit } from './record-audit.ts'

type Appointment = { userId: number; isAdministrator: boolean }

/**
 * Makes somebody an administrator by hand, or takes that back. `last`: nothing was changed, for nobody else would be one.
 * `gone`: nobody has this id.
 */
export function appointAdministrator(
  viewer: Viewer,
  { userId, isAdministrator }: Appointment,
): 'done' | 'last' | 'gone' {
  allow(canAppointAdministrators(viewer), 'say who is an administrator')
  return db().transaction(
    () => {
      const before = auditFacts('person', userId)
      if (!before) return 'gone'
      if (!isAdministrator && !hasAdministratorWithout(userId)) return 'last'
      db().update(users).set({ isAdministratorByHand: isAdministrator }).where(eq(users.id, userId)).run()
      if (isAdministrator) noteFirstAdministrator()
      recordAudit(viewer, {
        action: isAdministrator ? 'person.appoint' : 'person.dismiss',
        id: userId,
        before,
      })
      return 'done'
    },
    { behavior: 'immediate' },
  )
}

/** Whether somebody is an administrator who may come in, without what this person has by hand. */
function hasAdministratorWithout(userId: number): boolean {
  const byHand = and(eq(users.isAdministratorByHand, true), gt(users.claimsAt, 0), ne(users.id, userId))
  const others = or(eq(users.isAdministrator, true), byHand)
  return (db().select({ count: count() }).from(users).where(others).get()?.count ?? 0) > 0
}
