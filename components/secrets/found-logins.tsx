import type { FormState } from '#lib/form-state.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { FieldErrors } from '../ui/field.tsx'
import { TextField } from '../ui/text-field.tsx'

/** The logins of a pasted configuration: which to keep, and under which name. `found`: `registry user-name` each. */
export function FoundLogins({ state: { values, errors } }: { state: FormState }) {
  const chosen = values.chosen ?? []
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-medium">Logins in it</legend>
      {(values.found ?? []).map((login, index) => {
        const [registry = '', username = ''] = login.split(' ', 2)
        const name = `name-${index}`
        return (
          <div key={login} className="panel grid gap-3 p-3">
            <Checkbox
              name="chosen"
              value={index}
              label={registry}
              hint={`User name ${username}`}
              defaultChecked={chosen.includes(String(index))}
            />
            <TextField name={name} label="Name" defaultValue={values[name]?.[0]} errors={errors[name]} />
          </div>
        )
      })}
      <FieldErrors name="chosen" errors={errors.chosen} />
    </fieldset>
  )
}
