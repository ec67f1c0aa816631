import type { FormState } from '#lib/form-state.ts'
import { Notice } from './notice.tsx'

/** What a form's answer says about the whole of it. */
export function FormMessage({ state: { message, status } }: { state: FormState }) {
  if (!message || status === 'idle') return null
  return (
    <div role="alert" tabIndex={-1} className="rounded-md">
      <Notice tone="danger" title={message} />
    </div>
  )
}
