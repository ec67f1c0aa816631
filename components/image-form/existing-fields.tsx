import { LabelDoubts } from '../image/label-doubts.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'
import { LookUpButton } from './look-up-button.tsx'
import { FoundAtUrl } from './looked-up.tsx'

/** What an image that exists in a registry needs. */
export function ExistingFields({ fields }: { fields: Fields }) {
  const { text, field } = fields
  const couldNotCheck = text('couldNotCheck') !== '' || text('isUnchecked') !== ''
  return (
    <>
      <TextField
        {...field('reference')}
        label={labels.reference}
        hint="Registry, repository and tag or digest, as in docker pull."
        placeholder="registry.example.com/team/image:1.0"
        className="font-mono"
        defaultValue={text('reference')}
      />
      <FoundAtUrl fields={fields} name="reference" />
      <div className="only-universal">
        <TextField
          {...field('gpuReference')}
          label={labels.gpuReference}
          isOptional
          hint="Left empty, the Container Image URL serves GPU as well."
          className="font-mono"
          defaultValue={text('gpuReference')}
        />
        <div className="mt-2">
          <FoundAtUrl fields={fields} name="gpuReference" />
        </div>
      </div>
      <LabelDoubts doubts={fields.list('doubts')} />
      <div>
        <LookUpButton />
      </div>
      {couldNotCheck && (
        <Checkbox
          name="isUnchecked"
          label="Save without checking"
          hint="The image is added as it stands here, without a digest. People cannot use it until the registry has it."
          defaultChecked={text('isUnchecked') !== ''}
        />
      )}
    </>
  )
}
