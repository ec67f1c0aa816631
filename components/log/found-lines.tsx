import { SearchX } from 'lucide-react'
import type { LogRecord } from '#lib/builds/step.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { LogLines } from './log-lines.tsx'

type Props = { path: string; words: string; hits: readonly LogRecord[]; hasMore: boolean }

/** The lines of a log that have the words; each number leads to the line in its place. */
export function FoundLines({ path, words, hits, hasMore }: Props) {
  if (hits.length === 0)
    return (
      <EmptyState
        icon={SearchX}
        title={`No line has “${words}”`}
        action={<ButtonLink href={path}>Show all lines</ButtonLink>}
      >
        The search looks at the whole log, whatever the case of letters.
      </EmptyState>
    )
  return (
    <section aria-label="Lines" className="wide grid grid-cols-[minmax(0,1fr)] gap-3">
      <p role="status" className="text-sm text-muted">
        {countWords(hits.length, hasMore)} “{words}”. A line’s number leads to its place in the log.
      </p>
      <div className="panel log-page overflow-clip">
        <LogLines records={hits} path={path} />
      </div>
    </section>
  )
}

function countWords(count: number, hasMore: boolean): string {
  if (hasMore) return `The first ${count} of more lines that have`
  return count === 1 ? '1 line has' : `${count} lines have`
}
