import { packageManagers } from '#lib/images/types.ts'
import { FieldErrors } from '../ui/field.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'
import { PackageField } from './package-field.tsx'
import { PasteNotice } from './paste-notice.tsx'
import { usePaste } from './use-paste.ts'

const examples = {
  apt: 'e.g.\ngit\nlibgl1\ncurl=7.88.1-10+deb12u12',
  conda: 'e.g.\nnumpy=1.26\n-c conda-forge::xarray\npytorch::pytorch',
  pip: 'e.g.\nnumpy>=1.26,<3\npandas[excel]~=2.2\nrequests',
}

/** What to install into the base, by package manager. What is pasted into one list may fill all of them. */
export function PackageFields({ fields, allowPipUrls }: { fields: Fields; allowPipUrls: boolean }) {
  const { onPaste, notice, undo } = usePaste(fields)
  return (
    <fieldset className="grid min-w-0 gap-3" id="packages" tabIndex={-1} onPaste={onPaste}>
      <legend className="mb-2 text-sm font-medium">{labels.packages}</legend>
      <FieldErrors {...fields.field('packages')} />
      <PasteNotice notice={notice} undo={undo} />
      <div className="grid gap-4 max-lg:grid-cols-[minmax(0,1fr)] lg:grid-cols-3">
        {packageManagers.map((manager) => (
          <PackageField
            key={manager}
            errors={fields.errors[manager]}
            name={manager}
            allowPipUrls={allowPipUrls}
            label={labels[manager]}
            example={examples[manager]}
            text={fields.text(manager)}
            understood={fields.text(`${manager}Understood`)}
          />
        ))}
      </div>
    </fieldset>
  )
}
