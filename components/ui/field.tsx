import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** What a field needs to know beside its control. `name` is the control's name and, unless told, its id. */
export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  errors?: readonly string[]
  isOptional?: boolean
}

/** The attributes that tie a control to its label, hint and errors. */
export function controlProps({ name, hint, errors }: Omit<FieldProps, 'label'>) {
  const described = [hint && `${name}-hint`, errors?.length && `${name}-errors`].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': errors?.length ? true : undefined,
  }
}

/** Label, control, hint and errors of one field. */
export function Field({ children, ...field }: FieldProps & { children: ReactNode }) {
  const { name, label, hint, errors, isOptional } = field
  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="text-sm font-medium">
        {label}
        {isOptional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children}
      {hint && (
        <p id={`${name}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      <FieldErrors name={name} errors={errors} />
    </div>
  )
}

export function FieldErrors({ name, errors }: Pick<FieldProps, 'name' | 'errors'>) {
  if (!errors?.length) return null
  return (
    <ul id={`${name}-errors`} className="grid gap-1 text-sm text-danger">
      {errors.map((error) => (
        <li key={error} className="flex gap-1.5">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </li>
      ))}
    </ul>
  )
}
