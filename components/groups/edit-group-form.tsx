'use client'

import type { FormState } from '#lib/form-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextAreaField, TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = {
  action: FormAction
  group: { id: number; name: string; description: string }
  /** Sign-in names it: the name is shown and cannot be changed. */
  isNamedBySignIn: boolean
}

/** Edits what a group is called and what it is for. `was` and `wasName` tell the action what the person saw. */
export function EditGroupForm({ action, group: { id, name, description }, isNamedBySignIn }: Props) {
  const seen = { wasName: [name], was: [description] }
  const { state, form, field, text } = useActionForm(action, {
    name: [name],
    description: [description],
    ...seen,
  })
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="groupId" value={id} />
      {Object.keys(seen).map((each) => (
        <input key={`${each} ${text(each)}`} type="hidden" name={each} defaultValue={text(each)} />
      ))}
      {isNamedBySignIn ? (
        <FixedName name={name} errors={state.errors.name} />
      ) : (
        <TextField
          {...field('name')}
          label="Name"
          hint="As people know the team. Its people, images and pull secrets stay with it."
        />
      )}
      <TextAreaField
        {...field('description')}
        label="Description"
        hint="Who they are and what they do, for those who choose groups for an image."
        rows={4}
        isOptional
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Save</SubmitButton>
        <ButtonLink href={`/admin/groups/${id}`} look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

function FixedName({ name, errors }: { name: string; errors: FormState['errors'][string] | undefined }) {
  return (
    <TextField
      name="name"
      label="Name"
      hint="The sign-in provider calls the group so. Rename it there; here its people would come back in a group of the old name."
      errors={errors}
      value={name}
      readOnly
    />
  )
}
