import { FieldErrors } from './field.tsx'

export type RadioCard = { value: string; label: string; hint?: string }
type Props = {
  name: string
  legend: string
  cards: readonly RadioCard[]
  defaultValue: string
  errors?: readonly string[]
}

/** One choice out of a few, each a card of its own; native radio buttons underneath. */
export function RadioCards({ name, legend, cards, defaultValue, errors }: Props) {
  return (
    <fieldset className="grid gap-1.5" aria-describedby={errors?.length ? `${name}-errors` : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="grid gap-2 sm:auto-cols-fr sm:grid-flow-col">
        {cards.map(({ value, label, hint }, index) => (
          <label
            key={value}
            className="flex min-h-8 gap-2.5 rounded-md border border-edge bg-surface px-3 py-2 text-sm has-checked:border-accent has-checked:bg-accent-surface has-checked:inset-ring has-checked:inset-ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-link pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              id={index === 0 ? name : undefined}
              name={name}
              value={value}
              aria-label={label}
              aria-description={hint}
              defaultChecked={value === defaultValue}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="font-medium">{label}</span>
              {hint && <span className="block text-muted">{hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldErrors name={name} errors={errors} />
    </fieldset>
  )
}
