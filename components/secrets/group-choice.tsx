import { Checkbox } from '../ui/checkbox.tsx'
import { FieldErrors } from '../ui/field.tsx'

type Props = {
  groups: readonly { id: number; name: string }[]
  chosen: readonly string[]
  errors: readonly string[] | undefined
}

/** Groups whose managers may use a pull secret. */
export function GroupChoice({ groups, chosen, errors }: Props) {
  return (
    <fieldset className="grid gap-1.5" aria-describedby="groupIds-hint">
      <legend className="mb-1 text-sm font-medium">
        Usable by <span className="font-normal text-muted">(optional)</span>
      </legend>
      <p id="groupIds-hint" className="text-sm text-muted">
        Managers of these groups may choose it for their images; they never see the password. Administrators
        always may.
      </p>
      {groups.length === 0 && <p className="text-sm text-muted">No group is known yet.</p>}
      {groups.length > 0 && (
        <div className="grid max-h-64 gap-x-4 overflow-y-auto rounded-md border border-line px-3 py-1.5 sm:grid-cols-2">
          {groups.map(({ id, name }) => (
            <Checkbox
              key={id}
              name="groupIds"
              value={id}
              label={name}
              defaultChecked={chosen.includes(String(id))}
              aria-invalid={errors ? true : undefined}
            />
          ))}
        </div>
      )}
      <FieldErrors name="groupIds" errors={errors} />
    </fieldset>
  )
}
