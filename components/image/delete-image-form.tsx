'use client'

import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; name: string; seen: string; children: ReactNode }

/** Asks before an image is deleted. `seen` tells the action what stands on the page. */
export function DeleteImageForm({ action, name, seen, children }: Props) {
  const { state, form } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      {children}
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="seen" value={seen} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger">Delete image</SubmitButton>
        <ButtonLink href={`/admin/images/${name}`}>Back</ButtonLink>
      </div>
    </form>
  )
}
