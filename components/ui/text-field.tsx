import type { ComponentProps, TextareaHTMLAttributes } from 'react'
import { controlProps, Field, type FieldProps } from './field.tsx'

type InputProps = Omit<ComponentProps<'input'>, keyof FieldProps>

/** One line of text. Pass `className="font-mono"` for references and other machine words. */
export function TextField({
  name,
  label,
  hint,
  errors,
  isOptional,
  className = '',
  ...input
}: FieldProps & InputProps) {
  return (
    <Field {...{ name, label, hint, errors, isOptional }}>
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        className={`control ${className}`}
        {...controlProps({ name, hint, errors })}
        {...input}
      />
    </Field>
  )
}

type AreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps>

export function TextAreaField({
  name,
  label,
  hint,
  errors,
  isOptional,
  className = '',
  ...area
}: FieldProps & AreaProps) {
  return (
    <Field {...{ name, label, hint, errors, isOptional }}>
      <textarea
        rows={3}
        className={`control block ${className}`}
        {...controlProps({ name, hint, errors })}
        {...area}
      />
    </Field>
  )
}
