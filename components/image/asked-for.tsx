import { type BuildSpec, packageManagers } from '#lib/images/types.ts'
import { labels } from '../image-form/labels.ts'
import { Reference } from '../reference.tsx'
import { TriggerList } from './trigger-list.tsx'

type Props = { spec: BuildSpec; faults?: Partial<Record<string, readonly number[]>> }

/** What a build was asked for: the base and the lists, as typed. Lines at fault are marked. */
export function AskedFor({ spec, faults = {} }: Props) {
  const lists = packageManagers.filter((manager) => spec[manager].trim() !== '')
  return (
    <div className="grid min-w-0 gap-4">
      <div className="grid gap-1">
        <h3>{labels.base}</h3>
        <Reference value={spec.base} label="Copy the base image url" />
      </div>
      {spec.triggers && spec.triggers.length > 0 && (
        <div className="grid gap-1">
          <h3>{labels.isAgreed}</h3>
          <TriggerList triggers={spec.triggers} />
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
        {lists.map((manager) => (
          <PackageList key={manager} name={manager} text={spec[manager]} faults={faults[manager] ?? []} />
        ))}
      </div>
    </div>
  )
}

type ListProps = { name: keyof typeof labels & string; text: string; faults: readonly number[] }

function PackageList({ name, text, faults }: ListProps) {
  const lines = text.replace(/\n+$/, '').split('\n')
  const rows = lines.map((line, at) => ({ number: at + 1, line }))
  return (
    <div className="grid min-w-0 content-start gap-1">
      <h3>{labels[name]}</h3>
      <ol className="overflow-clip rounded-md border border-line bg-sunken py-1 font-mono text-[0.8125rem]/5">
        {rows.map(({ number, line }) => (
          <li
            key={number}
            id={`${name}-${number}`}
            className={`flex target:bg-warning-surface ${faults.includes(number) ? 'bg-danger-surface text-danger' : ''}`}
          >
            <span aria-hidden className="w-9 shrink-0 pr-2 text-right text-muted select-none">
              {number}
            </span>
            <span className="min-w-0 pr-2 break-all whitespace-pre-wrap">{line || ' '}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
