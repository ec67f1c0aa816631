'use client'

import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = {
  action: FormAction
  name: string
  seen: string
  canRemoveCopies: boolean
  children: ReactNode
}

/** Asks before an image is deleted. `seen` tells the action what stands on the page. */
export function DeleteImageForm({ action, name, seen, canRemoveCopies, children }: Props) {
  const { state, form, text } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      {children}
      {canRemoveCopies && (
        <Checkbox
          name="withCopies"
          label="Remove the registry’s copies as well"
          hint="Whoever runs them by reference or digest cannot pull them any more. This cannot be undone."
          defaultChecked={text('withCopies') !== ''}
        />
      )}
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="seen" value={seen} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger">Delete image</SubmitButton>
        <ButtonLink href={`/admin/images/${name}`}>Back</ButtonLink>
      </div>
    </form>
  )
}
