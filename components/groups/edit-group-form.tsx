'use client'

import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextAreaField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; groupId: number; description: string }

/** Edits what a group is for. `was` tells the action what the person saw. */
export function DescriptionForm({ action, groupId, description }: Props) {
  const { state, form, field, text } = useActionForm(action, {
    description: [description],
    was: [description],
  })
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="groupId" value={groupId} />
      <input type="hidden" name="was" key={text('was')} defaultValue={text('was')} />
      <TextAreaField
        {...field('description')}
        label="Description"
        hint="Who they are and what they do, for those who choose groups for an image."
        rows={4}
        isOptional
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Save</SubmitButton>
        <ButtonLink href={`/admin/groups/${groupId}`} look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}
