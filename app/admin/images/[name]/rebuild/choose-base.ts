import { getRebuild } from '#db/queries/rebuild-start.ts'
import type { Viewer } from '#lib/access.ts'
import { type FormState, formValues, invalid } from '#lib/form-state.ts'
import { idFrom } from '#lib/form-text.ts'
import { chosenBase } from '#lib/images/base-choice.ts'

/** The form with the base that was chosen for it, or the form again where that cannot be. */
export function chooseBase(viewer: Viewer, formData: FormData): FormData | FormState {
  const text = (name: string) => String(formData.get(name) ?? '')
  const choice = text('baseChoice')
  if (choice !== 'newest' && choice !== 'keep') return formData
  const from = getRebuild(viewer, text('name'), idFrom(text('from')) ?? undefined)?.from
  if (!from) return formData
  const { number, spec, baseDigest } = from
  const base = chosenBase(choice, text('base').trim(), { number, base: spec.base, baseDigest })
  if (base === null) return invalid(formValues(formData), { baseChoice: [otherBase(number)] })
  const chosen = new FormData()
  for (const [name, value] of formData) chosen.append(name, name === 'base' ? base : value)
  return chosen
}

function otherBase(number: number): string {
  return `The Base image url is another one than that of build #${number}. Choose the newest base, or put that URL back.`
}
