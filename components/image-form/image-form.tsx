'use client'

import { useActionState } from 'react'
import { type FormState, idle } from '#lib/form-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { RadioCards } from '../ui/radio-cards.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { AccessFields } from './access-fields.tsx'
import { BaseField } from './base-field.tsx'
import { AskAboutTriggers } from './base-triggers.tsx'
import { ContextPreview, PreviewButton } from './context-preview.tsx'
import { PackageFields } from './custom-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExistingFields } from './existing-fields.tsx'
import { fieldsOf } from './field-values.ts'
import { FollowBase } from './follow-base.tsx'
import { labels } from './labels.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { NameFields } from './name-fields.tsx'
import { OwnerField } from './owner-field.tsx'
import { Part } from './part.tsx'
import { PastedSummary } from './paste-notice.tsx'
import { type PullSecretChoice, PullSecretField } from './pull-secret-field.tsx'
import { TypeField } from './type-field.tsx'
import { useAnswerFocus } from './use-answer-focus.ts'

type Choice = { id: number; name: string }
type Props = {
  action: (before: FormState, formData: FormData) => Promise<FormState>
  pullSecrets: readonly PullSecretChoice[]
  canAddSecret: boolean
  groups: readonly Choice[]
  /** The groups of a manager, who adds images for them; null for those who add system images. */
  ownGroups: readonly Choice[] | null
  bases: readonly string[]
  /** Whether a line of the Pip list may be an address. */
  allowPipUrls: boolean
}

const fresh = idle({ source: ['custom'], type: ['universal'], isGlobal: ['on'] })

/** Adds an image: an existing one, or one to be built. Both are one form; the stylesheet shows what applies. */
export function ImageForm({
  action,
  pullSecrets,
  canAddSecret,
  groups,
  ownGroups,
  bases,
  allowPipUrls,
}: Props) {
  const [state, submit] = useActionState(action, fresh)
  const form = useAnswerFocus(state, fresh)
  const fields = fieldsOf(state)
  return (
    <form ref={form} action={submit} className="image-form grid gap-6" noValidate>
      <LeaveGuard />
      <ErrorSummary state={state} labels={labels} />
      <PastedSummary isPasted={fields.list('pasted').length > 0} />
      <Part title="What it is">
        <NameFields fields={fields} />
        <TypeField fields={fields} />
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
          <AskAboutTriggers fields={fields} />
        </div>
        <PullSecretField fields={fields} pullSecrets={pullSecrets} canAdd={canAddSecret} />
        <div className="only-custom grid gap-4">
          <PackageFields fields={fields} allowPipUrls={allowPipUrls} />
          <FollowBase fields={fields} />
        </div>
      </Part>
      <Part title="Who may use it">
        {ownGroups ? (
          <OwnerField fields={fields} groups={ownGroups} />
        ) : (
          <AccessFields fields={fields} groups={groups} />
        )}
      </Part>
      <ContextPreview fields={fields} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Confirm</SubmitButton>
        <div className="only-custom">
          <PreviewButton />
        </div>
        <ButtonLink href="/admin/images" look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

const sources = [
  { value: 'existing', label: 'Use existing image', hint: 'An image that is in a registry already.' },
  { value: 'custom', label: 'Build custom image', hint: 'A base image with packages installed into it.' },
]
