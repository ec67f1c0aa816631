import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { type BuildSpec, type PackageManager, packageManagers } from '#lib/images/types.ts'
import { labels } from '../image-form/labels.ts'

type Props = { diagnosis: Diagnosis; spec: BuildSpec }

/** The lines of the form that a failed build blames, as they were typed. */
export function FormLines({ diagnosis, spec }: Props) {
  const manager = managerOf(diagnosis)
  if (!manager || !diagnosis.lines?.length) return null
  const typed = spec[manager].split('\n')
  return (
    <ul className="grid gap-1">
      {diagnosis.lines.map((line) => (
        <li key={line} className="flex flex-wrap gap-x-2">
          <a href={`#${manager}-${line}`} className="link">
            {labels[manager]}, line {line}
          </a>
          <code className="font-mono text-[0.8125rem]">{typed[line - 1]}</code>
        </li>
      ))}
    </ul>
  )
}

/** Lines at fault by list, for `AskedFor`. */
export function faultsOf(diagnosis: Diagnosis | null): Partial<Record<PackageManager, number[]>> {
  const manager = diagnosis && managerOf(diagnosis)
  return manager ? { [manager]: diagnosis.lines ?? [] } : {}
}

function managerOf({ field }: Diagnosis): PackageManager | undefined {
  return packageManagers.find((manager) => manager === field)
}
