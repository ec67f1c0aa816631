'use client'

import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextAreaField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'
import { FoundLogins } from './found-logins.tsx'
import { GroupChoice } from './group-choice.tsx'
import { SaveAnyway } from './save-anyway.tsx'

type Props = { action: FormAction; groups: readonly { id: number; name: string }[] }

/** Adds pull secrets out of a pasted docker configuration: first what stands in it, then which of it to keep. */
export function PasteForm({ action, groups }: Props) {
  const { state, form, list, text } = useActionForm(action)
  const found = list('found')
  return (
    <form {...form} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="held" key={text('held')} defaultValue={text('held')} />
      {found.length === 0 && <Pasted errors={state.errors.pasted} />}
      {found.length > 0 && (
        <>
          <FoundLogins state={state} />
          <Skipped skipped={list('skipped')} />
          <GroupChoice groups={groups} chosen={list('groupIds')} errors={state.errors.groupIds} />
          <SaveAnyway state={state} />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{found.length === 0 ? 'Look what is in it' : 'Add pull secrets'}</SubmitButton>
        <ButtonLink href="/admin/secrets" look="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  )
}

function Pasted({ errors }: { errors: readonly string[] | undefined }) {
  return (
    <TextAreaField
      name="pasted"
      label=".dockerconfigjson"
      errors={errors}
      hint="The JSON itself, its base64, or a whole Kubernetes secret. Nothing is saved yet, and what you paste is not shown again."
      rows={8}
      className="font-mono"
      spellCheck={false}
      autoComplete="off"
    />
  )
}

/** `skipped`: one sentence for each. */
function Skipped({ skipped }: { skipped: readonly string[] }) {
  if (skipped.length === 0) return null
  return (
    <Notice tone="info" title="What cannot be used">
      <ul className="grid gap-0.5">
        {skipped.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Notice>
  )
}
