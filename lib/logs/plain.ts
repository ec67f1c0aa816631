/** The log as text, one line for each line of the engine. */
import type { LogRecord } from '#lib/builds/step.ts'
import { parseRecords } from './read.ts'
import { wholeLines } from './whole-lines.ts'

/** Pieces of the plain log; nothing where the build has no log yet. */
export async function* plainLog(buildId: number): AsyncGenerator<string> {
  let before: LogRecord | undefined
  for await (const bytes of wholeLines(buildId)) {
    const records = parseRecords(bytes)
    const lines = records.map((record, at) => lineBreak(records[at - 1] ?? before, record) + record.text)
    before = records.at(-1)
    yield lines.join('')
  }
  if (before) yield '\n'
}

/** What stands between two records: nothing where a line was too long for one, unless somebody else wrote in between. */
function lineBreak(before: LogRecord | undefined, { step, stream }: LogRecord): string {
  if (!before) return ''
  return before.continues && before.step === step && before.stream === stream ? '' : '\n'
}
