'use client'

import { useActionState, useState } from 'react'
import { type FormValues, idle } from '#lib/form-state.ts'
import type { ImageSource } from '#lib/images/types.ts'
import { ButtonLink } from '../ui/button.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextAreaField } from '../ui/text-field.tsx'
import type { FormAction } from '../ui/use-action-form.ts'
import { AccessFields } from './access-fields.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ExistingFields } from './existing-fields.tsx'
import { fieldsOf } from './field-values.ts'
import { FixedNames } from './fixed-names.tsx'
import { FollowBase } from './follow-base.tsx'
import { labels } from './labels.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { Part } from './part.tsx'
import { type PullSecretChoice, PullSecretField } from './pull-secret-field.tsx'
import { TypeField } from './type-field.tsx'
import { useAnswerFocus } from './use-answer-focus.ts'

type Props = {
  action: FormAction
  image: { name: string; displayName: string; source: ImageSource; ownerGroup: string | null }
  values: FormValues
  pullSecrets: readonly PullSecretChoice[]
  canAddSecret: boolean
  /** Null for those who do not decide who may use it. */
  groups: readonly { id: number; name: string }[] | null
  back: string
}

/** Edits what an image is for and who may use it; of an existing one also where it stands. */
export function EditForm({ action, image, values, pullSecrets, canAddSecret, groups, back }: Props) {
  const [start] = useState(() => idle(values))
  const [state, submit] = useActionState(action, start)
  const form = useAnswerFocus(state, start)
  const fields = fieldsOf(state)
  const { name, source, ownerGroup } = image
  return (
    <form ref={form} action={submit} className="image-form grid gap-6" noValidate>
      <LeaveGuard />
      <ErrorSummary state={state} labels={labels} />
      {Object.entries({ name, source, seen: fields.text('seen'), was: fields.text('was') }).map(
        ([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ),
      )}
      <Part title="What it is">
        <FixedNames image={image} />
        <TextAreaField
          {...fields.field('description')}
          label={labels.description}
          isOptional
          hint="What it is for, so that people find it."
          rows={2}
          defaultValue={fields.text('description')}
        />
        <TypeField fields={fields} />
      </Part>
      <Part title="Where it comes from">
        {source === 'existing' ? <ExistingFields fields={fields} /> : <FromBuilds path={back} />}
        <PullSecretField fields={fields} pullSecrets={pullSecrets} canAdd={canAddSecret} />
        {source === 'custom' && <FollowBase fields={fields} />}
      </Part>
      <Part title="Who may use it">
        {ownerGroup !== null && (
          <p className="text-sm text-muted">
            Made by the managers of {ownerGroup}, whose members may use it.
          </p>
        )}
        {groups && <AccessFields fields={fields} groups={groups} />}
      </Part>
      <div className="flex gap-2">
        <SubmitButton>Confirm</SubmitButton>
        <ButtonLink href={back} look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

function FromBuilds({ path }: { path: string }) {
  return (
    <p className="text-sm text-muted">
      Its Container Image URL comes from its builds. To change base or packages,{' '}
      <a href={`${path}/rebuild`} className="link">
        rebuild
      </a>{' '}
      it. A pull secret that you choose here is used from the next build on.
    </p>
  )
}
