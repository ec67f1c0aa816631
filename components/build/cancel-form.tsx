'use client'

import { type ReactNode, useActionState } from 'react'
import { type FormState, idle } from '#lib/form-state.ts'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'

export type CancelAction = (before: FormState, formData: FormData) => Promise<FormState>
type Props = { action: CancelAction; buildId: number; back: ReactNode }

/** Asks before a build is cancelled, and says what goes and what stays. */
export function CancelForm({ action, buildId, back }: Props) {
  const [state, submit] = useActionState(action, idle())
  return (
    <form action={submit} className="grid gap-4">
      {state.message && (
        <Notice tone="danger" role="alert">
          {state.message}
        </Notice>
      )}
      <p>Are you sure you want to cancel building this custom image?</p>
      <p className="text-sm text-muted">
        The build stops and publishes nothing. Its log stays, and an image that is in the catalogue stays as
        it is.
      </p>
      <input type="hidden" name="buildId" value={buildId} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="danger">Cancel Build</SubmitButton>
        {back}
      </div>
    </form>
  )
}
