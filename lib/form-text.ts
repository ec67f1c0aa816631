/** Texts of forms as schemas: trimmed, in one Unicode form, without what cannot be seen. */
import { z } from 'zod'
import { forbiddenCharacter } from './images/characters.ts'

/** `max`: characters. `empty`: what to say when nothing was typed; without it the field may stay empty. */
type Limits = { max: number; empty?: string }

const once = z.string({ error: 'Send this field once.' }).default('')

/** One line of text. */
export function lineOfText(limits: Limits) {
  return once
    .transform((value) => value.trim())
    .superRefine(refuseFarTooLong(limits))
    .transform((value) => value.normalize('NFC'))
    .superRefine((value, { addIssue }) => {
      const fault = textFault(value, limits) ?? oddFault(value)
      if (fault) addIssue(fault)
    })
}

/** Several lines of text; line breaks arrive as CRLF and are LF from here on. Joiners and marks that scripts and emoji need may stay. */
export function linesOfText(limits: Limits) {
  return once
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .superRefine(refuseFarTooLong(limits))
    .transform((value) => value.normalize('NFC'))
    .superRefine((value, { addIssue }) => {
      const fault =
        textFault(value, limits) ?? oddFault(value.replace(/\n|\u200c|\u200d|\u200e|\u200f/g, ' '))
      if (fault) addIssue(fault)
    })
}

/** The id of a thing in the database, as a form or an address sends it. */
export const thingId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** An id out of an address, or null for anything that is none. */
export function idFrom(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}

/** No form of a text has less than a quarter of its length, and finding that form takes the square of it. */
function refuseFarTooLong({ max }: Limits) {
  return (value: string, { addIssue }: z.RefinementCtx) => {
    if (value.length > 4 * max) addIssue(tooLong([...value].length, max))
  }
}

function textFault(value: string, { max, empty }: Limits): string | undefined {
  if (value === '') return empty
  const length = [...value].length
  return length > max ? tooLong(length, max) : undefined
}

function tooLong(length: number, max: number): string {
  return `Use at most ${max.toLocaleString('en')} characters; these are ${length.toLocaleString('en')}.`
}

function oddFault(value: string): string | undefined {
  const odd = forbiddenCharacter(value)
  return odd && `There is ${odd} in it, which cannot be kept. Type it anew without it.`
}
