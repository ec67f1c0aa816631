import { ChevronDown, ChevronUp } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from '../ui/button.tsx'
import type { useLogSearch } from './use-log-search.ts'

type Props = { search: ReturnType<typeof useLogSearch>; input: RefObject<HTMLInputElement | null> }

/** The search box of the log: Enter goes to the next hit, Shift and Enter to the one before. */
export function LogSearch({ search, input }: Props) {
  const { words, isSettled, count, position, step } = search
  return (
    <div className="needs-js flex min-w-0 flex-1 items-center gap-1 max-sm:basis-full">
      <input
        ref={input}
        type="search"
        aria-label="Search the log"
        placeholder="Search the log"
        className="control sm:max-w-64"
        value={words}
        onChange={(event) => search.search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
        }}
      />
      <span role="status" className="min-w-16 px-1 text-sm whitespace-nowrap text-muted tabular-nums">
        {words && isSettled && (count ? `${position} of ${count}` : 'Not found')}
      </span>
      {count > 1 && (
        <>
          <Button type="button" look="quiet" aria-label="Previous hit" onClick={() => step(-1)}>
            <ChevronUp aria-hidden />
          </Button>
          <Button type="button" look="quiet" aria-label="Next hit" onClick={() => step(1)}>
            <ChevronDown aria-hidden />
          </Button>
        </>
      )}
    </div>
  )
}
