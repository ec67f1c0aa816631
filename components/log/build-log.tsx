'use client'

import { ArrowDown, Download } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { Button, buttonClass } from '../ui/button.tsx'
import { type Chunk, lastLine } from './chunks.ts'
import { LogLines } from './log-lines.tsx'
import { LogSearch } from './log-search.tsx'
import { useFollow } from './use-follow.ts'
import { useLineLinks } from './use-line-links.ts'
import { useLogKeys } from './use-log-keys.ts'
import { useLogSearch } from './use-log-search.ts'

type Props = { buildId: number; chunks: readonly Chunk[]; note?: ReactNode }

/** The log: numbered lines that can be linked, searched, wrapped and followed. */
export function BuildLog({ buildId, chunks, note }: Props) {
  const follow = useFollow(lastLine(chunks))
  const search = useLogSearch(chunks)
  const [isWrapped, setWrapped] = useState(true)
  const input = useRef<HTMLInputElement>(null)
  const help = useRef<HTMLDetailsElement>(null)
  const { toEnd, toStart } = follow
  const keys = useMemo(
    () => ({
      '/': () => input.current?.focus(),
      f: toEnd,
      G: toEnd,
      g: toStart,
      '?': () => help.current?.toggleAttribute('open'),
    }),
    [toEnd, toStart],
  )
  useLogKeys(keys)
  const path = `/admin/builds/${buildId}/log`
  useLineLinks(follow.scroller, path)

  return (
    <section aria-labelledby="log" className="wide grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 id="log">Log</h2>
      <div className="panel relative overflow-clip">
        <div className="flex flex-wrap items-center gap-2 border-b border-line p-2">
          <LogSearch search={search} input={input} />
          <label className="needs-js flex min-h-8 items-center gap-2 px-1 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={isWrapped}
              onChange={(event) => setWrapped(event.target.checked)}
              className="size-4 accent-accent"
            />
            Wrap lines
          </label>
          <a href={`/api/builds/${buildId}/log`} download className={buttonClass()}>
            <Download aria-hidden />
            Download log
          </a>
        </div>
        {note && <p className="border-b border-line bg-sunken px-3 py-2 text-sm text-muted">{note}</p>}
        <section
          ref={follow.scroller}
          onScroll={follow.onScroll}
          aria-label="Lines"
          {...reachable}
          data-is-wrapped={isWrapped}
          className="log"
        >
          <div>
            {chunks.map((chunk) => (
              <LogLines key={chunk[0]?.line} records={chunk} path={path} />
            ))}
          </div>
        </section>
        {follow.unseen > 0 && <NewLines count={follow.unseen} onClick={toEnd} />}
      </div>
      <Keys ref={help} />
    </section>
  )
}

function NewLines({ count, onClick }: { count: number; onClick: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button type="button" look="primary" className="pointer-events-auto" onClick={onClick}>
        <ArrowDown aria-hidden />
        {count === 1 ? '1 new line' : `${count.toLocaleString('en')} new lines`}
      </Button>
    </div>
  )
}

function Keys({ ref }: { ref: React.Ref<HTMLDetailsElement> }) {
  return (
    <details ref={ref} className="needs-js text-sm text-muted">
      <summary className="link w-fit rounded-sm">Keys</summary>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {Object.entries(keyWords).map(([key, word]) => (
          <li key={key}>
            <kbd className="rounded-sm border border-line bg-sunken px-1 font-mono text-xs">{key}</kbd> {word}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A box that scrolls must be within reach of the keyboard: WCAG 2.1.1. */
const reachable = { tabIndex: 0 }

const keyWords = {
  '/': 'search',
  f: 'follow',
  g: 'to the start',
  G: 'to the end',
  '?': 'show or hide the keys',
}
