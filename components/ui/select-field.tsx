import type { SelectHTMLAttributes } from 'react'
import { controlProps, Field, type FieldProps } from './field.tsx'

type Option = { value: string; label: string }
type Props = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldProps> & { options: readonly Option[] }

/** A native choice. Its key follows the given value: else React puts it back to the first option after an answer. */
export function SelectField({ name, label, hint, errors, isOptional, options, ...select }: Props) {
  return (
    <Field {...{ name, label, hint, errors, isOptional }}>
      <select
        key={String(select.defaultValue)}
        className="control"
        {...controlProps({ name, hint, errors })}
        {...select}
      >
        {options.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  )
}
