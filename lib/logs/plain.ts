/** The log as text, one line for each line of the engine. */
import { createReadStream } from 'node:fs'
import { logFile, parseRecords } from './read.ts'

/** Pieces of the plain log; nothing where the build has no log yet. */
export async function* plainLog(buildId: number): AsyncGenerator<string> {
  let half = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(logFile(buildId)) as AsyncIterable<Buffer>) {
      const bytes = Buffer.concat([half, chunk])
      const end = bytes.lastIndexOf(10) + 1
      half = bytes.subarray(end)
      const records = parseRecords(bytes.subarray(0, end))
      yield records.map(({ text, continues }) => (continues ? text : `${text}\n`)).join('')
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
