import type { InputHTMLAttributes } from 'react'

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & { label: string; hint?: string }

/** One box to tick, its label a part of the target. */
export function Checkbox({ label, hint, ...input }: Props) {
  return (
    <label className="flex min-h-6 gap-2.5 py-1 text-sm pointer-coarse:min-h-11 pointer-coarse:py-2.5">
      <input
        type="checkbox"
        aria-label={label}
        aria-description={hint}
        className="mt-0.5 size-4 shrink-0 accent-accent"
        {...input}
      />
      <span>
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
    </label>
  )
}
