/** Sessions that were ended before their time: one row among the settings for each person who ended one. */
import type { AuditAction } from '#lib/audit/actions.ts'
import { db } from '../client.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { getSetting, saveReport } from './settings.ts'
import { getUser } from './users.ts'

/** `since`: when the person signed in. */
export type Session = { userId: number; id: string; since: number }

/** `before`: everything that began until then is over. `ended`: single ones, with when they began. */
type Ends = { before: number; ended: Record<string, number> }

const none: Ends = { before: 0, ended: {} }

/** Whose sessions are ended, and from where. */
type Leaving = { userId: number; address?: string | undefined }

/** Ends one session. Those that began before `outlived` are over anyway and forgotten. */
export function endSession(session: Session & { address?: string }, outlived: number): void {
  const { id, since } = session
  change('person.sign-out', session, ({ before, ended }) => {
    const kept = Object.entries(ended).filter(([, began]) => began > Math.max(before, outlived))
    return { before, ended: { ...Object.fromEntries(kept), [id]: since } }
  })
}

/** Ends all sessions that a person has now, wherever. */
export function endAllSessions(leaving: Leaving): void {
  change('person.end-sessions', leaving, () => ({ before: Date.now(), ended: {} }))
}

/** Whether a session was ended. */
export function hasEnded({ userId, id, since }: Session): boolean {
  const { before, ended } = endsOf(userId)
  return since <= before || Object.hasOwn(ended, id)
}

function change(action: AuditAction, { userId, address }: Leaving, work: (ends: Ends) => Ends): void {
  db().transaction(
    () => {
      saveReport(`sessions/${userId}`, work(endsOf(userId)))
      const { name = 'Somebody' } = getUser(userId)?.viewer ?? {}
      const before = auditFacts('person', userId)
      recordAudit({ userId, name, address }, { action, id: userId, before, isEvent: true })
    },
    { behavior: 'immediate' },
  )
}

function endsOf(userId: number): Ends {
  return (getSetting(`sessions/${userId}`)?.value as Ends | undefined) ?? none
}
