'use client'

import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; engineId: number; back: string }

/** Asks before an engine is deleted. */
export function DeleteEngineForm({ action, engineId, back }: Props) {
  const { state, form } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      <p className="text-sm">
        Slipway forgets how it is reached, its certificates and its key. The engine itself stays as it is, its
        images and its cache too. Builds that ran there keep its name. This cannot be undone.
      </p>
      <input type="hidden" name="engineId" value={engineId} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger">Delete engine</SubmitButton>
        <ButtonLink href={back}>Back</ButtonLink>
      </div>
    </form>
  )
}
