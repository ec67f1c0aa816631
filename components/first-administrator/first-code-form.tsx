'use client'

import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

/** Takes the code out of the log. */
export function FirstCodeForm({ action }: { action: FormAction }) {
  const { state, form, field } = useActionForm(action)
  return (
    <form {...form} className="panel grid gap-4 p-4">
      <FormMessage state={state} />
      <TextField
        {...field('code')}
        label="Code"
        hint="Eight groups of four letters and figures, as the log has them."
        className="font-mono"
        autoCapitalize="none"
      />
      <div>
        <SubmitButton>Become administrator</SubmitButton>
      </div>
    </form>
  )
}
