/** The log that a build's folder must have: its journal, reduced once from the start. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createProgressReader } from '#lib/builds/progress.ts'
import type { LogRecord } from '#lib/builds/step.ts'

export function replayJournal(folder: string): string {
  const kept = (file: string) => readFileSync(path.join(folder, file), 'utf8')
  const reader = createProgressReader({ limit: Number(kept('log-limit')), noteKey: kept('note-key') })
  const journal = readFileSync(path.join(folder, 'progress'))
  const texts: string[] = []
  const take = (records: readonly LogRecord[]) =>
    texts.push(records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  for (let at = 0; at < journal.length; at += pieceBytes)
    take(reader.feed(journal.subarray(at, at + pieceBytes)))
  take(reader.end())
  return texts.join('')
}

const pieceBytes = 1024 * 1024
