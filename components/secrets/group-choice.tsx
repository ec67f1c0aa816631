import { GroupBoxes } from '../group-boxes.tsx'
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
      {groups.length > 0 && <GroupBoxes groups={groups} chosen={chosen} isInvalid={errors !== undefined} />}
      <FieldErrors name="groupIds" errors={errors} />
    </fieldset>
  )
}
