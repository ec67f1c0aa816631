'use client'

import { FormMessage } from '../ui/form-message.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; groupId: number; people: readonly string[] }

const roles = [
  { value: 'member', label: 'Member: uses the images' },
  { value: 'manager', label: 'Manager: also makes images for the group' },
]

/** Adds someone by hand. `people` are offered while typing. */
export function AddMemberForm({ action, groupId, people }: Props) {
  const { state, form, field } = useActionForm(action, { role: ['member'] })
  return (
    <form {...form} className="panel grid gap-4 p-4">
      <h3>Add a person by hand</h3>
      <FormMessage state={state} />
      <input type="hidden" name="groupId" value={groupId} />
      <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <TextField
          {...field('person')}
          label="Person"
          hint="E-mail address or name of someone who has signed in before."
          list="people"
        />
        <SelectField {...field('role')} label="Role" options={roles} />
        <div className="md:pt-6.5">
          <SubmitButton look="secondary">Add to group</SubmitButton>
        </div>
      </div>
      <datalist id="people">
        {people.map((person) => (
          <option key={person} value={person} />
        ))}
      </datalist>
    </form>
  )
}
