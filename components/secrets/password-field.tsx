import { TextField } from '../ui/text-field.tsx'

type Props = {
  errors: readonly string[] | undefined
  /** A sealed copy of what was typed before; empty when nothing was. */
  held: string
  hint: string
  isOptional?: boolean
}

/** A password. It never comes back from the server; what was typed before is only held sealed. */
export function PasswordField({ errors, held, hint, isOptional }: Props) {
  return (
    <>
      <input type="hidden" name="held" key={held} defaultValue={held} />
      <TextField
        name="password"
        label="Password"
        errors={errors}
        isOptional={isOptional}
        hint={held ? 'The password that you typed is kept; leave this empty to use it.' : hint}
        type="password"
        autoComplete="new-password"
        placeholder={held ? '••••••••' : undefined}
      />
    </>
  )
}
