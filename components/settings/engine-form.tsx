'use client'

import type { FormValues } from '#lib/form-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { RadioCards } from '../ui/radio-cards.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'
import { TlsFields } from './tls-fields.tsx'

type Props = {
  action: FormAction
  values: FormValues
  /** Of the engine that is edited; without it one is added. */
  edited?: { id: number; hasKey: boolean }
}

const kinds = [
  { value: 'docker', label: 'Docker engine at an address', hint: 'On this or another machine.' },
  { value: 'builder', label: 'Buildx builder', hint: 'Kubernetes, remote or container driver.' },
]

/** Adds or edits an engine. */
export function EngineForm({ action, values, edited }: Props) {
  const { state, form, field, text } = useActionForm(action, values)
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      {edited && <input type="hidden" name="engineId" value={edited.id} />}
      {edited && <input type="hidden" name="seen" key={text('seen')} defaultValue={text('seen')} />}
      <TextField {...field('name')} label="Name" hint="How it is called beside builds." />
      <RadioCards
        key={text('kind')}
        name="kind"
        legend="Kind"
        cards={kinds}
        defaultValue={text('kind') || 'docker'}
        errors={state.errors.kind}
      />
      <TextField
        {...field('address')}
        label="Address or builder name"
        hint="A Docker engine: tcp://gpu.example.org:2376, or unix:///path/of/docker.sock. A buildx builder: the name that it was made with."
        className="font-mono"
      />
      <TlsFields field={field} held={text('held')} hasKey={edited?.hasKey ?? false} />
      <TextField
        {...field('buildsAtOnce')}
        label="Builds at once"
        hint="Further ones wait, or go to another engine."
        inputMode="numeric"
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{edited ? 'Save' : 'Add engine'}</SubmitButton>
        <ButtonLink
          href={edited ? `/admin/settings/engines/${edited.id}` : '/admin/settings/engines'}
          look="quiet"
        >
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}
