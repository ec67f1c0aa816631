'use client'

import type { FormState, FormValues } from '#lib/form-state.ts'
import { PasswordField } from '../secrets/password-field.tsx'
import { SaveAnyway } from '../secrets/save-anyway.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; values: FormValues; hasPassword: boolean }

/** The registry to push to: saved, or only tested. */
export function RegistryForm({ action, values, hasPassword }: Props) {
  const { state, form, field, text } = useActionForm(action, values)
  const keep = 'Leave it empty to keep the stored password. It is never shown.'
  return (
    <form {...form} className="panel grid gap-5 p-4 sm:p-6">
      <FormMessage state={state} />
      <input type="hidden" name="seen" key={text('seen')} defaultValue={text('seen')} />
      <TextField
        {...field('registry')}
        label="Endpoint"
        hint="Host and port of the registry: harbor.example.org, registry.example.org:5000."
        className="font-mono"
        inputMode="url"
      />
      <TextField
        {...field('prefix')}
        label="Prefix"
        hint="Images are pushed to endpoint/prefix/image-name:build-number."
        className="font-mono"
      />
      <TextField
        {...field('username')}
        label="User name"
        hint="Someone who may push there. Empty for a registry that asks nobody who they are."
        isOptional
      />
      <PasswordField
        errors={state.errors.password}
        held={text('held')}
        hint={
          hasPassword ? keep : 'A password or an access token that may push. Kept sealed, never shown again.'
        }
        isOptional
      />
      <Tested state={state} />
      <SaveAnyway state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="intent" value="save">
          Save
        </SubmitButton>
        <SubmitButton look="secondary" name="intent" value="test">
          Test
        </SubmitButton>
      </div>
    </form>
  )
}

/** What a test found, in words. */
function Tested({ state: { values } }: { state: FormState }) {
  const [outcome, words] = values.tested ?? []
  if (!outcome) return null
  const worked = outcome === 'worked'
  return (
    <Notice
      tone={worked ? 'success' : 'danger'}
      role={worked ? 'status' : 'alert'}
      title={worked ? 'The test worked' : 'The test failed'}
    >
      <p>{words} Nothing was saved.</p>
    </Notice>
  )
}
