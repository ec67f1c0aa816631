/** Sessions that were ended before their time: one row among the settings for each person who ended one. */
import { db } from '../client.ts'
import { getSetting, saveReport } from './settings.ts'

/** `since`: when the person signed in. */
export type Session = { userId: number; id: string; since: number }

/** `before`: everything that began until then is over. `ended`: single ones, with when they began. */
type Ends = { before: number; ended: Record<string, number> }

const none: Ends = { before: 0, ended: {} }

/** Ends one session. Those that began before `outlived` are over anyway and forgotten. */
export function endSession({ userId, id, since }: Session, outlived: number): void {
  change(userId, ({ before, ended }) => {
    const kept = Object.entries(ended).filter(([, began]) => began > Math.max(before, outlived))
    return { before, ended: { ...Object.fromEntries(kept), [id]: since } }
  })
}

/** Ends all sessions that a person has now, wherever. */
export function endAllSessions(userId: number): void {
  change(userId, () => ({ before: Date.now(), ended: {} }))
}

/** Whether a session was ended. */
export function hasEnded({ userId, id, since }: Session): boolean {
  const { before, ended } = endsOf(userId)
  return since <= before || Object.hasOwn(ended, id)
}

function change(userId: number, work: (ends: Ends) => Ends): void {
  db().transaction(() => saveReport(`sessions/${userId}`, work(endsOf(userId))), { behavior: 'immediate' })
}

function endsOf(userId: number): Ends {
  return (getSetting(`sessions/${userId}`)?.value as Ends | undefined) ?? none
}
