/** What a base runs of its own in every build upon it, which docker calls its ONBUILD triggers. */
import { z } from 'zod'
import type { FormValues } from '#lib/form-state.ts'

const shown = z.object({ base: z.string(), triggers: z.array(z.string()) })

/** `base` as it was typed; `triggers` word for word, in the order in which they run. */
export type BaseTriggers = z.output<typeof shown>

/** As values of a form: what it shows, and whether the box below is ticked. */
export function showTriggers(found: BaseTriggers, isAgreed: boolean): FormValues {
  const isThere = found.triggers.length > 0
  return {
    baseTriggers: isThere ? [JSON.stringify(found)] : [],
    isAgreed: isThere && isAgreed ? ['yes'] : [],
  }
}

/** Reads them back; null where none were shown. */
export function readTriggers(text: string): BaseTriggers | null {
  try {
    return shown.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Whether somebody who agreed to the one has agreed to the other: nothing may differ, the order neither. */
export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

const ofImage =
  /^(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|LABEL|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)[ \t]+(?!--)\S.*$/i
// Old engines take what begins with `github.com/` for an address too.
const ofContext =
  /^(?:ADD|COPY)(?:[ \t]+--(?:chown|chmod)=[\w:.-]+)*(?:[ \t]+(?!--|github\.com\/)[\w./*?+-]+){2,}[ \t]*$/i

/**
 * Whether an instruction works with nothing but the image and the build context. Options such as `--mount` and `--from`,
 * and addresses in ADD, make the engine fetch what it may read and whoever wrote the base may not. An address can be
 * written with variables, quotes, escapes and as a list in JSON: files stand there as plain words, or it is no plain copy.
 */
export function staysInside(trigger: string): boolean {
  return ofImage.test(trigger) || ofContext.test(trigger)
}

/** A text in which nothing is hidden: marks that turn or end a line stand there as their number. */
export function visibly(trigger: string): string {
  return trigger.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`,
  )
}

/** For a list in which it is one of several. */
export function shortened(trigger: string): string {
  const text = visibly(trigger)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** `1 instruction`, `3 instructions`. */
export function countTriggers({ length }: readonly string[]): string {
  return `${length} ${length === 1 ? 'instruction' : 'instructions'}`
}
