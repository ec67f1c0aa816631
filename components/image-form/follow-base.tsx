import { Checkbox } from '../ui/checkbox.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'

/** Whether a custom image is to follow its base. Off unless somebody wants it. */
export function FollowBase({ fields }: { fields: Fields }) {
  return (
    <Checkbox
      name="rebuildsOnNewBase"
      label={labels.rebuildsOnNewBase}
      hint="By itself, once for each new base, after the builds that people wait for. Not while a build keeps its base by a digest."
      defaultChecked={fields.text('rebuildsOnNewBase') !== ''}
    />
  )
}
