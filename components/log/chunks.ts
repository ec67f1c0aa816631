import { stripAnsi } from '#lib/builds/ansi.ts'
import type { LogRecord } from '#lib/builds/step.ts'

/** A log grows at its end only, so all but the last chunk never change and are never rendered again. */
export type Chunk = readonly LogRecord[]

export const chunkSize = 200

/** Adds records behind the last one; those that are there already are passed over. */
export function appendRecords(chunks: readonly Chunk[], records: readonly LogRecord[]): readonly Chunk[] {
  const known = lastLine(chunks)
  const fresh = records.filter(({ line }) => line > known)
  if (fresh.length === 0) return chunks
  const last = chunks.at(-1) ?? []
  const isOpen = last.length < chunkSize
  const whole = isOpen ? chunks.slice(0, -1) : chunks
  const rest = isOpen ? [...last, ...fresh] : fresh
  return [...whole, ...split(rest)]
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

function split(records: readonly LogRecord[]): Chunk[] {
  const count = Math.ceil(records.length / chunkSize)
  return Array.from({ length: count }, (_, at) => records.slice(at * chunkSize, (at + 1) * chunkSize))
}
