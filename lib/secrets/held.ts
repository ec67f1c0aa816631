/** Something secret that a form came back with: sealed for the person who typed it, for an hour. */
import { z } from 'zod'
import type { Viewer } from '#lib/access.ts'
import { open, seal } from './seal.ts'

const lifetime = 60 * 60_000
const kept = z.object({ text: z.string(), until: z.number() })

/** What may stand in the form in the secret's place. */
export function hold(viewer: Viewer, text: string): string {
  return seal(JSON.stringify({ text, until: Date.now() + lifetime }), purposeFor(viewer))
}

/** What was held, or null: nothing, too old, or not this person's. */
export function takeHeld(viewer: Viewer, held: string): string | null {
  if (held === '') return null
  try {
    const { text, until } = kept.parse(JSON.parse(open(held, purposeFor(viewer))))
    return Date.now() < until ? text : null
  } catch {
    return null
  }
}

function purposeFor(viewer: Viewer): string {
  return `held for user ${viewer.userId}`
}
