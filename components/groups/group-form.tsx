'use client'

import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextAreaField, TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

/** Adds a group by hand. */
export function GroupForm({ action }: { action: FormAction }) {
  const { state, form, field } = useActionForm(action)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      <TextField
        {...field('name')}
        label="Name"
        hint="As people know the team. If the sign-in provider names a group exactly so, both are one."
      />
      <TextAreaField {...field('description')} label="Description" isOptional />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Add group</SubmitButton>
        <ButtonLink href="/admin/groups" look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}
