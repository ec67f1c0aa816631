'use client'

import type { FormValues } from '#lib/form-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'
import { GroupChoice } from './group-choice.tsx'
import { PasswordField } from './password-field.tsx'
import { SaveAnyway } from './save-anyway.tsx'

type Props = {
  action: FormAction
  groups: readonly { id: number; name: string }[]
  /** Of the pull secret that is edited; without it one is added. */
  edited?: { id: number; values: FormValues }
}

/** Adds or edits a pull secret. */
export function PullSecretForm({ action, groups, edited }: Props) {
  const { state, form, field, text, list } = useActionForm(action, edited?.values)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      {edited && <input type="hidden" name="secretId" value={edited.id} />}
      {edited && <input type="hidden" name="seen" key={text('seen')} defaultValue={text('seen')} />}
      <TextField {...field('name')} label="Name" hint="How it is called in image forms." />
      <TextField
        {...field('registry')}
        label="Registry"
        hint="Host and port, as in image references: ghcr.io, docker.io, registry.example.org:5000."
        className="font-mono"
        inputMode="url"
      />
      <TextField {...field('username')} label="User name" />
      <PasswordField
        errors={state.errors.password}
        held={text('held')}
        isOptional={edited !== undefined}
        hint={
          edited ? keepHint : 'A password or an access token that may read. Kept sealed, never shown again.'
        }
      />
      <GroupChoice groups={groups} chosen={list('groupIds')} errors={state.errors.groupIds} />
      <SaveAnyway state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{edited ? 'Save' : 'Add pull secret'}</SubmitButton>
        <ButtonLink href="/admin/secrets" look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

const keepHint = 'Leave it empty to keep the password. It is never shown.'
