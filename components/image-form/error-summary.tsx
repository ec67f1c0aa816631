import { CircleAlert } from 'lucide-react'
import type { FormState } from '#lib/form-state.ts'

type Props = { state: FormState; labels: Record<string, string> }

/** Everything that is wrong with a form, on top of it, each with a link to its field. */
export function ErrorSummary({ state, labels }: Props) {
  const faults = Object.entries(state.errors).flatMap(([name, errors]) =>
    errors.map((error) => ({ name, error })),
  )
  if (state.status === 'idle') return null
  return (
    <div
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-md border border-danger-line bg-danger-surface px-3 py-2.5 text-sm"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium text-danger">{state.message ?? titleFor(faults.length)}</p>
        {faults.length > 0 && (
          <ul className="grid gap-1">
            {faults.map(({ name, error }) => (
              <li key={name + error}>
                <a href={`#${name}`} className="link">
                  {labels[name] ?? name}
                </a>
                : {error}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function titleFor(count: number): string {
  return count === 1
    ? 'Nothing was saved: one thing needs a change.'
    : `Nothing was saved: ${count} things need a change.`
}
