import { countTriggers, readTriggers } from '#lib/images/triggers.ts'
import { TriggerList } from '../image/trigger-list.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { controlProps, FieldErrors } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Fields } from './field-values.ts'

/** What the base would run of its own, and whether it may. */
export function AskAboutTriggers({ fields }: { fields: Fields }) {
  const text = fields.text('baseTriggers')
  const found = readTriggers(text)
  const field = fields.field('isAgreed')
  if (!found) return null
  return (
    <Notice
      tone="warning"
      title={`This base runs ${countTriggers(found.triggers)} of its own in every build upon it`}
    >
      <p>
        <span className="font-mono text-[0.8125rem] wrap-anywhere">{found.base}</span> has them from whoever
        made it (ONBUILD). They run before your packages are installed and may change anything in the image.
      </p>
      <div className="my-1">
        <TriggerList triggers={found.triggers} />
      </div>
      <input type="hidden" name="baseTriggers" value={text} />
      <Checkbox
        {...controlProps(field)}
        label="I have read them, and they may run"
        hint="It counts for these instructions only: where the base has others one day, nothing is built before somebody has read those."
        defaultChecked={fields.text('isAgreed') !== ''}
      />
      <FieldErrors {...field} />
    </Notice>
  )
}
