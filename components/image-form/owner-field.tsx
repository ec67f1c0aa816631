import { FieldErrors } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'

type Props = { fields: Fields; groups: readonly { id: number; name: string }[] }

/** For whom a manager adds an image: the group that they manage, or one of several. */
export function OwnerField({ fields, groups: [group, ...others] }: Props) {
  if (group && others.length === 0) {
    return (
      <div id="ownerGroupId" tabIndex={-1} className="grid gap-1.5 text-sm">
        <p className="font-medium">{labels.ownerGroupId}</p>
        <p>{group.name}. Its members may use the image, nobody else; its managers may change it.</p>
        <input type="hidden" name="ownerGroupId" value={group.id} />
        <FieldErrors {...fields.field('ownerGroupId')} />
      </div>
    )
  }
  const choices = [group, ...others].flatMap((each) => each ?? [])
  return (
    <SelectField
      {...fields.field('ownerGroupId')}
      label={labels.ownerGroupId}
      hint="Its members may use the image, nobody else; its managers may change it."
      options={[
        { value: '', label: 'Choose a group' },
        ...choices.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      defaultValue={fields.text('ownerGroupId')}
    />
  )
}
