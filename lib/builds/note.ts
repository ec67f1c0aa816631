/** Lines of our own in a build's journal. Whatever the engine's client prints there, it cannot print one of these. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** `id` makes it appear once, however often it was written. `time` in ms. */
const note = z.object({ id: z.string(), time: z.number(), text: z.string() })
export type Note = z.output<typeof note>

const sealed = z.object({ note: note.extend({ seal: z.string().optional() }) })

/** A note as it stands in the journal. `key`: the build's own; empty for a journal of an earlier version. */
export function sealNote(key: string, written: Note): string {
  return JSON.stringify({ note: key ? { ...written, seal: sealOf(key, written) } : written })
}

/** The note in an object of the journal; null where it is none, or was not written by who has the key. */
export function openNote(key: string, json: unknown): Note | null {
  const found = sealed.safeParse(json).data?.note
  if (!found) return null
  const { seal = '', ...written } = found
  return key === '' || isSame(seal, sealOf(key, written)) ? written : null
}

function sealOf(key: string, { id, time, text }: Note): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([id, time, text]))
    .digest('base64url')
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
