/** The log that a build's folder must have: its journal, reduced once from the start. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createProgressReader } from '#lib/builds/progress.ts'

export function replayJournal(folder: string): string {
  const reader = createProgressReader(Number(readFileSync(path.join(folder, 'log-limit'), 'utf8')))
  const records = [...reader.feed(readFileSync(path.join(folder, 'progress'))), ...reader.end()]
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}
