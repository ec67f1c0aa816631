'use client'

import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { action: FormAction; seen: number; environment: string }

/** Goes back to the environment's registry, after a question that opens without JavaScript. */
export function ResetRegistry({ action, seen, environment }: Props) {
  const { state, form } = useActionForm(action)
  return (
    <details className="panel px-4 py-3 text-sm sm:px-6">
      <summary className="rounded-sm font-medium text-link">
        Go back to the registry of the environment
      </summary>
      <form {...form} className="mt-3 grid gap-3">
        <FormMessage state={state} />
        <p>
          Builds that start from then on are pushed to <code className="font-mono">{environment}</code>. What
          is set here goes, its password too. Images that are published stay where they are.
        </p>
        <input type="hidden" name="seen" value={seen} />
        <div>
          <SubmitButton look="danger">Go back</SubmitButton>
        </div>
      </form>
    </details>
  )
}
