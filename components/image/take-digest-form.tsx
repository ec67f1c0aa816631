'use client'

import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; name: string; seen: number; words: string }

/** Follows the tag of an existing image to what it means now. `seen`: the revision that stands on the page. */
export function TakeDigestForm({ action, name, seen, words }: Props) {
  const { state, form } = useActionForm(action)
  return (
    <form {...form} className="grid justify-items-start gap-2">
      <FormMessage state={state} />
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="seen" value={seen} />
      <SubmitButton look="secondary">{words}</SubmitButton>
    </form>
  )
}
