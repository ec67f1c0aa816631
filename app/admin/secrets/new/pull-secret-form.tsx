'use client'

import { useActionState } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type FormState, idle } from '#lib/form-state.ts'

type Props = { action: (state: FormState, formData: FormData) => Promise<FormState> }

export function PullSecretForm({ action }: Props) {
  const [state, submit] = useActionState(action, idle())
  const field = (name: string) => ({
    name,
    defaultValue: state.values[name]?.[0],
    errors: state.errors[name],
  })
  return (
    <form action={submit} className="grid gap-5" noValidate>
      {state.message && (
        <Notice tone="danger" role="alert">
          {state.message}
        </Notice>
      )}
      <TextField {...field('name')} label="Name" hint="How it is called in image forms." />
      <TextField
        {...field('registry')}
        label="Registry"
        hint="Host and port, as in image references: ghcr.io, docker.io, registry.example.org:5000."
        className="font-mono"
        inputMode="url"
      />
      <TextField {...field('username')} label="User name" />
      <TextField
        name="password"
        errors={state.errors.password}
        label="Password"
        hint="A password or an access token that may read. Kept sealed, never shown again."
        type="password"
        autoComplete="new-password"
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Add pull secret</SubmitButton>
        <ButtonLink href="/admin/secrets">Cancel</ButtonLink>
      </div>
    </form>
  )
}
