import { stripAnsi } from '#lib/builds/ansi.ts'
import type { LogRecord } from '#lib/builds/step.ts'

/** A log grows at its end only, so all but the last chunk never change and are never rendered again. */
export type Chunk = readonly LogRecord[]

export const chunkSize = 200

/** What a page carries: the browser holds every line as elements. The whole log has pages of its own. */
export const mostLines = 5_000
/** UTF-16 units. */
const longestText = 2_000_000

/**
 * Adds records behind the last one; those that are there already are passed over. Of a long log the end is kept, and of
 * one with a gap what stands behind it.
 */
export function appendRecords(chunks: readonly Chunk[], records: readonly LogRecord[]): readonly Chunk[] {
  const known = lastLine(chunks)
  const fresh = records.filter(({ line }) => line > known)
  if (fresh.length === 0) return chunks
  const before = fresh[0]?.line === known + 1 ? chunks : []
  const last = before.at(-1) ?? []
  const isOpen = last.length < chunkSize
  const whole = isOpen ? before.slice(0, -1) : before
  const rest = isOpen ? [...last, ...fresh] : fresh
  return keepEnd([...whole, ...split(rest)])
}

/** Whether the log is there from its first line on. */
export function isFromStart(chunks: readonly Chunk[]): boolean {
  return (chunks[0]?.[0]?.line ?? 1) === 1
}

/** The number of the last line, 0 for an empty log. */
export function lastLine(chunks: readonly Chunk[]): number {
  return chunks.at(-1)?.at(-1)?.line ?? 0
}

/** Numbers of the lines that hold the words, whatever their case. */
export function findLines(chunks: readonly Chunk[], words: string): number[] {
  const wanted = words.toLowerCase()
  if (wanted === '') return []
  const isHit = ({ text }: LogRecord) => stripAnsi(text).toLowerCase().includes(wanted)
  return chunks.flatMap((chunk) => chunk.filter(isHit).map(({ line }) => line))
}

/** The last chunks that a page can carry, at least one. */
function keepEnd(chunks: readonly Chunk[]): readonly Chunk[] {
  let lines = 0
  let units = 0
  const first = chunks.findLastIndex((chunk) => {
    lines += chunk.length
    units += chunk.reduce((sum, { text }) => sum + text.length, 0)
    return lines > mostLines || units > longestText
  })
  return chunks.slice(Math.min(first + 1, chunks.length - 1))
}

function split(records: readonly LogRecord[]): Chunk[] {
  const count = Math.ceil(records.length / chunkSize)
  return Array.from({ length: count }, (_, at) => records.slice(at * chunkSize, (at + 1) * chunkSize))
}
