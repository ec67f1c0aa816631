'use client'

import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

/** Asks before a pull secret is deleted. */
export function DeleteSecretForm({ action, secretId }: { action: FormAction; secretId: number }) {
  const { state, form } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      <p className="text-sm">
        The user name and the password go. The login itself stays as it is at the registry. This cannot be
        undone.
      </p>
      <input type="hidden" name="secretId" value={secretId} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger">Delete pull secret</SubmitButton>
        <ButtonLink href="/admin/secrets">Back</ButtonLink>
      </div>
    </form>
  )
}
