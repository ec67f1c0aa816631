import { SelectField } from '../ui/select-field.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'

export type PullSecretChoice = { id: number; name: string; registry: string }
type Props = { fields: Fields; pullSecrets: readonly PullSecretChoice[]; canAdd: boolean }

/** Who pulls, for a registry that asks. */
export function PullSecretField({ fields, pullSecrets, canAdd }: Props) {
  return (
    <SelectField
      {...fields.field('pullSecretId')}
      label={labels.pullSecretId}
      hint={<Hint canAdd={canAdd} />}
      options={[{ value: '', label: 'None' }, ...pullSecrets.map(optionOf)]}
      defaultValue={fields.text('pullSecretId')}
    />
  )
}

function optionOf({ id, name, registry }: PullSecretChoice) {
  return { value: String(id), label: `${name} (${registry})` }
}

function Hint({ canAdd }: { canAdd: boolean }) {
  return (
    <>
      Only for a registry that asks who you are.{' '}
      {canAdd && (
        <a href="/admin/secrets" className="link">
          Add a pull secret
        </a>
      )}
    </>
  )
}
