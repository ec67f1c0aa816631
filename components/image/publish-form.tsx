'use client'

import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = {
  action: FormAction
  image: string
  number: number
  /** The build that is published while the page is read. */
  seen: number
  back: string
  children: ReactNode
}

/** Asks before an earlier build takes the place of the one that is published. */
export function PublishForm({ action, image, number, seen, back, children }: Props) {
  const { state, form } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      {children}
      <input type="hidden" name="name" value={image} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="seen" value={seen} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Publish this build again</SubmitButton>
        <ButtonLink href={back}>Back</ButtonLink>
      </div>
    </form>
  )
}
