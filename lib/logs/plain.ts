/** The log as text, one line for each line of the engine. */
import { parseRecords } from './read.ts'
import { wholeLines } from './whole-lines.ts'

/** Pieces of the plain log; nothing where the build has no log yet. */
export async function* plainLog(buildId: number): AsyncGenerator<string> {
  for await (const bytes of wholeLines(buildId)) {
    yield parseRecords(bytes)
      .map(({ text, continues }) => (continues ? text : `${text}\n`))
      .join('')
  }
}
