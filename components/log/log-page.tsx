import type { LogRecord } from '#lib/builds/step.ts'
import { ButtonLink } from '../ui/button.tsx'
import { LogLines } from './log-lines.tsx'

type Props = { path: string; records: readonly LogRecord[]; first: number; count: number; pageSize: number }

/** Some lines of a long log, with the way to those before and after. */
export function LogPage({ path, records, first, count, pageSize }: Props) {
  if (count === 0) return <p className="text-muted">The log is empty.</p>
  return (
    <section aria-label="Lines" className="wide grid grid-cols-[minmax(0,1fr)] gap-3">
      <Pages {...{ path, first, count, pageSize }} />
      <div className="panel log-page overflow-clip">
        <LogLines records={records} path={path} />
      </div>
      {records.length > 40 && <Pages {...{ path, first, count, pageSize }} />}
    </section>
  )
}

function Pages({ path, first, count, pageSize }: Omit<Props, 'records'>) {
  const last = Math.min(first + pageSize - 1, count)
  const lastPage = count - ((count - 1) % pageSize)
  const href = (line: number) => `${path}?line=${line}`
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p role="status" className="text-muted tabular-nums">
        Lines {first.toLocaleString('en')}–{last.toLocaleString('en')} of {count.toLocaleString('en')}
      </p>
      {count > pageSize && (
        <div className="flex flex-wrap gap-2">
          {first > 1 && <ButtonLink href={href(1)}>First</ButtonLink>}
          {first > 1 && <ButtonLink href={href(first - pageSize)}>Previous</ButtonLink>}
          {last < count && <ButtonLink href={href(last + 1)}>Next</ButtonLink>}
          {last < count && <ButtonLink href={href(lastPage)}>Last</ButtonLink>}
        </div>
      )}
    </nav>
  )
}
