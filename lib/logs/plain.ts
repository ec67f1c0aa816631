/** The log as text, one line for each record. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { LogRecord } from '#lib/builds/step.ts'
import { logFile } from './read.ts'

const batchLines = 2_000

/** Pieces of the plain log; nothing where the build has no log yet. */
export async function* plainLog(buildId: number): AsyncGenerator<string> {
  const input = createReadStream(logFile(buildId))
  let batch: string[] = []
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      batch.push(`${(JSON.parse(line) as LogRecord).text}\n`)
      if (batch.length < batchLines) continue
      yield batch.join('')
      batch = []
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  yield batch.join('')
}
