import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { type Chunk, findLines } from './chunks.ts'

/** Finds words in the log and walks from hit to hit. */
export function useLogSearch(chunks: readonly Chunk[]) {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const settled = useDeferredValue(words)
  const hits = useMemo(() => findLines(chunks, settled), [chunks, settled])
  const line = hits[at] ?? hits[0]

  useEffect(() => (line === undefined ? undefined : showLine(line)), [line])

  const search = (wanted: string) => {
    setWords(wanted)
    setAt(0)
  }
  const step = (by: 1 | -1) => setAt((at + by + hits.length) % Math.max(1, hits.length))
  return {
    words,
    search,
    step,
    isSettled: settled === words,
    count: hits.length,
    position: line === undefined ? 0 : hits.indexOf(line) + 1,
  }
}

/** Brings a line into view and marks it, until the next one is shown. */
function showLine(line: number) {
  const row = document.getElementById(`L${line}`)
  row?.scrollIntoView({ block: 'nearest' })
  row?.setAttribute('data-found', '')
  return () => row?.removeAttribute('data-found')
}
