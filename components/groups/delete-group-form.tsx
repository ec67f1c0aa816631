'use client'

import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; groupId: number; seen: string; children: ReactNode }

/** Asks before a group is deleted. `seen` tells the action what stands on the page. */
export function DeleteGroupForm({ action, groupId, seen, children }: Props) {
  const { state, form } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      {children}
      <input type="hidden" name="groupId" value={groupId} />
      <input type="hidden" name="seen" value={seen} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger">Delete group</SubmitButton>
        <ButtonLink href={`/admin/groups/${groupId}`}>Back</ButtonLink>
      </div>
    </form>
  )
}
