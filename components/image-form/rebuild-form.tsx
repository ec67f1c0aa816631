'use client'

import { useActionState, useState } from 'react'
import type { FormState } from '#lib/form-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { FormAction } from '../ui/use-action-form.ts'
import { type BaseCards, BaseChoice } from './base-choice.tsx'
import { BaseField } from './base-field.tsx'
import { AskAboutTriggers } from './base-triggers.tsx'
import { ContextPreview, PreviewButton } from './context-preview.tsx'
import { PackageFields } from './custom-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { fieldsOf } from './field-values.ts'
import { FixedNames } from './fixed-names.tsx'
import { labels } from './labels.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { Part } from './part.tsx'
import { PastedSummary } from './paste-notice.tsx'
import { type PullSecretChoice, PullSecretField } from './pull-secret-field.tsx'
import { useAnswerFocus } from './use-answer-focus.ts'

type Props = {
  action: FormAction
  image: { name: string; displayName: string }
  /** The spec of the build to start from, and what its failure blames. */
  start: FormState
  pullSecrets: readonly PullSecretChoice[]
  canAddSecret: boolean
  bases: readonly string[]
  baseCards: BaseCards | null
  /** Whether a line of the Pip list may be an address. */
  allowPipUrls: boolean
  back: string
}

/** Builds a custom image again; an earlier spec stands in it, every field of it may be changed. */
export function RebuildForm({ action, image, start, pullSecrets, canAddSecret, ...props }: Props) {
  const { bases, baseCards, allowPipUrls, back } = props
  const [first] = useState(start)
  const [state, submit] = useActionState(action, first)
  const form = useAnswerFocus(state, first)
  const fields = fieldsOf(state)
  return (
    <form ref={form} action={submit} className="grid gap-6" noValidate>
      <LeaveGuard />
      <ErrorSummary state={state} labels={labels} />
      <PastedSummary isPasted={fields.list('pasted').length > 0} />
      <input type="hidden" name="source" value="custom" />
      <input type="hidden" name="name" value={image.name} />
      <input type="hidden" name="seen" value={fields.text('seen')} />
      <input type="hidden" name="from" value={fields.text('from')} />
      <Part title="What it is">
        <FixedNames image={image} />
      </Part>
      <Part title="What it is built from">
        <BaseField fields={fields} bases={bases} />
        <BaseChoice fields={fields} cards={baseCards} />
        <AskAboutTriggers fields={fields} />
        <PullSecretField fields={fields} pullSecrets={pullSecrets} canAdd={canAddSecret} />
        <PackageFields fields={fields} allowPipUrls={allowPipUrls} />
        <Checkbox
          name="isFresh"
          label="Install everything anew"
          hint="Takes longer: nothing comes from earlier builds, so packages get the versions of today."
          defaultChecked={fields.text('isFresh') !== ''}
        />
      </Part>
      <ContextPreview fields={fields} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Rebuild</SubmitButton>
        <PreviewButton />
        <ButtonLink href={back} look="quiet">
          Back
        </ButtonLink>
      </div>
    </form>
  )
}
