'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import { type FormState, idle } from '#lib/form-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { RadioCards } from '../ui/radio-cards.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { AccessFields } from './access-fields.tsx'
import { BaseField, PackageFields } from './custom-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExistingFields } from './existing-fields.tsx'
import { fieldsOf } from './field-values.ts'
import { labels } from './labels.ts'
import { NameFields } from './name-fields.tsx'
import { PastedSummary } from './paste-notice.tsx'

type Choice = { id: number; name: string }
type Props = {
  action: (before: FormState, formData: FormData) => Promise<FormState>
  pullSecrets: readonly (Choice & { registry: string })[]
  groups: readonly Choice[]
  bases: readonly string[]
}

const fresh = idle({ source: ['custom'], type: ['universal'], isGlobal: ['on'] })

/** Adds an image: an existing one, or one to be built. Both are one form; the stylesheet shows what applies. */
export function ImageForm({ action, pullSecrets, groups, bases }: Props) {
  const [state, submit] = useActionState(action, fresh)
  const form = useFocusOnFault(state)
  const fields = fieldsOf(state)
  return (
    <form ref={form} action={submit} className="image-form grid gap-6" noValidate>
      <ErrorSummary state={state} labels={labels} />
      <PastedSummary isPasted={fields.list('pasted').length > 0} />
      <Part title="What it is">
        <NameFields fields={fields} />
        <RadioCards
          {...fields.field('type')}
          legend={labels.type}
          cards={types}
          defaultValue={fields.text('type')}
        />
      </Part>
      <Part title="Where it comes from">
        <RadioCards
          {...fields.field('source')}
          legend={labels.source}
          cards={sources}
          defaultValue={fields.text('source')}
        />
        <div className="only-existing grid gap-4">
          <ExistingFields fields={fields} />
        </div>
        <div className="only-custom grid gap-4">
          <BaseField fields={fields} bases={bases} />
        </div>
        <SelectField
          {...fields.field('pullSecretId')}
          label={labels.pullSecretId}
          hint={<PullSecretHint />}
          options={[{ value: '', label: 'None' }, ...pullSecrets.map(secretOption)]}
          defaultValue={fields.text('pullSecretId')}
        />
        <div className="only-custom grid gap-4">
          <PackageFields fields={fields} />
        </div>
      </Part>
      <Part title="Who may use it">
        <AccessFields fields={fields} groups={groups} />
      </Part>
      <div className="flex gap-2">
        <SubmitButton>Confirm</SubmitButton>
        <ButtonLink href="/admin/images" look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

const types = [
  { value: 'cpu', label: 'cpu', hint: 'Runs on any machine.' },
  { value: 'gpu', label: 'gpu', hint: 'Needs a GPU.' },
  { value: 'universal', label: 'universal', hint: 'Runs with and without a GPU.' },
]

const sources = [
  { value: 'existing', label: 'Use existing image', hint: 'An image that is in a registry already.' },
  { value: 'custom', label: 'Build custom image', hint: 'A base image with packages installed into it.' },
]

function secretOption({ id, name, registry }: Props['pullSecrets'][number]) {
  return { value: String(id), label: `${name} (${registry})` }
}

function PullSecretHint() {
  return (
    <>
      Only for a registry that asks who you are.{' '}
      <a href="/admin/secrets" className="link">
        Add a pull secret
      </a>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel grid gap-4 p-4 sm:p-6">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** After an answer: to the first field at fault, or to the sentence on top. */
function useFocusOnFault(state: FormState) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state === fresh) return
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const fault = find('[aria-invalid="true"]') ?? find('[role="alert"]') ?? find('#pasted')
    fault?.focus()
  }, [state])
  return form
}
