/** The first administrator: the sign-in provider names one, or somebody enters the code from the log of the web process. */
import { timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { allow, canEnterFirstCode, systemViewer, type Viewer } from '#lib/access.ts'
import { db } from '../client.ts'
import { users } from '../schema.ts'
import { auditFacts, recordAudit } from './record-audit.ts'
import { getSetting, saveReport } from './settings.ts'

/** Whether there has been one ever, and what of the code if not. */
export type FirstAdministrator = 'made' | 'code open' | 'code expired'
/** What became of a code that somebody entered. */
export type Entered = 'first' | 'too late' | 'expired' | 'wrong' | 'too often'

/** `hash`: of the code, hexadecimal. `wrong`: how often each person entered another one. */
type Code = { hash: string; since: number; wrong: Record<string, number> }
type Kept = { isMade: true } | Code

const key = 'first-administrator'
const lastsFor = 24 * 3_600_000
const tries = 5

export function getFirstAdministrator(): FirstAdministrator {
  const kept = read()
  if (kept && 'isMade' in kept) return 'made'
  return kept && isOpen(kept) ? 'code open' : 'code expired'
}

/**
 * Makes a code good in place of the one before. Returns false, and keeps nothing, where there has been an administrator,
 * unless they are lost and it is to be done all the same (`isAgain`).
 */
export function offerFirstCode(hash: string, { isAgain = false } = {}): boolean {
  return db().transaction(
    () => {
      if (!isAgain && getFirstAdministrator() === 'made') return false
      const before = auditFacts('setting', key)
      save({ hash, since: Date.now(), wrong: {} })
      if (isAgain) recordAudit(systemViewer, { action: 'setting.change', id: key, before })
      return true
    },
    { behavior: 'immediate' },
  )
}

/** Makes whoever enters the right code an administrator, if nobody was before. `hash`: of what they entered. */
export function enterFirstCode(viewer: Viewer, hash: string): Entered {
  allow(canEnterFirstCode(viewer), 'enter a code')
  const { userId } = viewer
  return db().transaction(
    () => {
      const kept = read()
      if (kept && 'isMade' in kept) return 'too late'
      if (!kept || !isOpen(kept)) return 'expired'
      const wrong = kept.wrong[userId] ?? 0
      if (wrong >= tries) return 'too often'
      if (!isSame(kept.hash, hash)) {
        save({ ...kept, wrong: { ...kept.wrong, [userId]: wrong + 1 } })
        return 'wrong'
      }
      const before = auditFacts('person', userId)
      db().update(users).set({ isAdministratorByHand: true }).where(eq(users.id, userId)).run()
      noteFirstAdministrator()
      recordAudit(viewer, { action: 'person.first', id: userId, before })
      return 'first'
    },
    { behavior: 'immediate' },
  )
}

/** Ends the search: from here on no code is good. Call where somebody becomes an administrator, in that transaction. */
export function noteFirstAdministrator(): void {
  if (getFirstAdministrator() !== 'made') save({ isMade: true })
}

/** A clock that went back ends a code, too. */
function isOpen({ since }: Code): boolean {
  const age = Date.now() - since
  return age >= 0 && age < lastsFor
}

function isSame(known: string, entered: string): boolean {
  const [one, other] = [Buffer.from(known, 'hex'), Buffer.from(entered, 'hex')]
  return one.length === other.length && timingSafeEqual(one, other)
}

function read(): Kept | undefined {
  return getSetting(key)?.value as Kept | undefined
}

function save(kept: Kept): void {
  saveReport(key, kept)
}
