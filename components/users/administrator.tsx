'use client'

import type { UserDetail } from '#db/queries/user-list.ts'
import { OriginBadge } from '../groups/origin-badge.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { user: UserDetail; action: FormAction; means: readonly string[] }

/** Whether a person is an administrator, by what, and the way to change it. `means`: what it takes at the provider. */
export function Administrator({ user, action, means }: Props) {
  const { state, form } = useActionForm(action)
  const { claims, hand } = user.administrator
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-2">
      <p className="flex flex-wrap items-center gap-1.5">
        {claims || hand ? 'Yes' : 'No'}
        {claims && <OriginBadge origin="claims" />}
        {hand && <OriginBadge origin="hand" />}
      </p>
      <p className="text-muted">
        {claims ? 'The provider names' : 'At the provider it takes'} {means.join(' or ')}.
        {hand && ' What is given by hand stays, whatever the provider says of roles and groups.'}
      </p>
      <form {...form} className="grid justify-items-start gap-1">
        <input type="hidden" name="userId" value={user.id} />
        <SubmitButton look="secondary" name="to" value={hand ? 'none' : 'administrator'}>
          {hand ? 'Take back' : 'Make administrator'}
          <span className="sr-only"> by hand</span>
        </SubmitButton>
        {state.message && (
          <p role="alert" className="text-danger">
            {state.message}
          </p>
        )}
      </form>
    </div>
  )
}
