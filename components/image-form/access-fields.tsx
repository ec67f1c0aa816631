import { GroupBoxes } from '../group-boxes.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FieldErrors } from '../ui/field.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'

type Group = { id: number; name: string }

/** Who may use the image: everyone, or chosen groups. */
export function AccessFields({ fields, groups }: { fields: Fields; groups: readonly Group[] }) {
  const chosen = fields.list('groupIds')
  return (
    <>
      <Checkbox
        name="isGlobal"
        label={labels.isGlobal}
        hint="When Global, everyone can use this image."
        defaultChecked={fields.text('isGlobal') !== ''}
      />
      <fieldset id="groupIds" tabIndex={-1} className="not-global grid gap-1">
        <legend className="mb-1.5 text-sm font-medium">{labels.groupIds}</legend>
        {groups.length === 0 && (
          <p className="text-sm text-muted">
            No group is known yet: groups appear here when their people have signed in once.
          </p>
        )}
        {groups.length > 0 && (
          <GroupBoxes groups={groups} chosen={chosen} isInvalid={fields.errors.groupIds !== undefined} />
        )}
        <FieldErrors {...fields.field('groupIds')} />
      </fieldset>
    </>
  )
}
