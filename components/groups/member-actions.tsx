'use client'

import type { Member } from '#db/queries/group-members.ts'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { member: Member; groupId: number; action: FormAction }
type Choice = { role: 'manager' | 'member' | 'none'; label: string }

/** What an administrator can do about one member: only what was given by hand can be taken by hand. */
export function MemberActions({ member, groupId, action }: Props) {
  const { state, form } = useActionForm(action)
  const choices = choicesFor(member)
  if (choices.length === 0) return null
  return (
    <form {...form} className="grid justify-items-start gap-1 md:justify-items-end">
      <div className="flex flex-wrap gap-2 md:flex-nowrap">
        <input type="hidden" name="groupId" value={groupId} />
        <input type="hidden" name="userId" value={member.userId} />
        {choices.map(({ role, label }) => (
          <SubmitButton key={role} look="secondary" name="role" value={role}>
            {label}
            <span className="sr-only">: {member.name}</span>
          </SubmitButton>
        ))}
      </div>
      {state.message && (
        <p role="alert" className="text-danger">
          {state.message}
        </p>
      )}
    </form>
  )
}

function choicesFor({ claimed, byHand }: Pick<Member, 'claimed' | 'byHand'>): Choice[] {
  const promote: Choice = { role: 'manager', label: 'Make manager' }
  if (claimed === 'manager')
    return byHand ? [{ role: 'none', label: 'Take back what was given by hand' }] : []
  if (claimed && byHand === 'manager') return [{ role: 'none', label: 'Make member' }]
  if (claimed) return [promote]
  const remove: Choice = { role: 'none', label: 'Remove' }
  return [byHand === 'manager' ? { role: 'member', label: 'Make member' } : promote, remove]
}
