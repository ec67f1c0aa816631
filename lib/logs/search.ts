/** Finds words in a whole log, as it looks: without escapes, whatever the case. */
import { stripAnsi } from '#lib/builds/ansi.ts'
import type { LogRecord } from '#lib/builds/step.ts'
import { parseRecords } from './read.ts'
import { wholeLines } from './whole-lines.ts'

export const mostHits = 500

/** The first 500 lines with the words, and whether there are more. */
export async function searchLog(
  buildId: number,
  words: string,
): Promise<{ hits: LogRecord[]; hasMore: boolean }> {
  const wanted = words.toLowerCase()
  const hits: LogRecord[] = []
  if (wanted === '') return { hits, hasMore: false }
  const isHit = ({ text }: LogRecord) => stripAnsi(text).toLowerCase().includes(wanted)
  const mayHit = createSieve(wanted)
  for await (const bytes of wholeLines(buildId)) {
    const lines = bytes.toString('utf8').split('\n').filter(mayHit)
    hits.push(...parseRecords(Buffer.from(lines.join('\n'))).filter(isHit))
    if (hits.length > mostHits) return { hits: hits.slice(0, mostHits), hasMore: true }
  }
  return { hits, hasMore: false }
}

/** Parsing is what takes time: only lines that have the words in their JSON, or escapes that may hide them. */
function createSieve(wanted: string): (line: string) => boolean {
  const inJson = JSON.stringify(wanted).slice(1, -1)
  return (line) => line !== '' && (line.toLowerCase().includes(inJson) || line.includes('\\u001b'))
}
