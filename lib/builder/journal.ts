/** Follows one build's progress file: new bytes become log records and steps, each once. */
import { appendFile, open, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createProgressReader } from '#lib/builds/progress.ts'
import { recordSeparator } from '#lib/builds/splitter.ts'
import type { Step } from '#lib/builds/step.ts'
import { openLog } from '#lib/logs/append.ts'

export type Journal = {
  /** Takes in everything that the progress file has by now. */
  catchUp(): Promise<void>
  /** The build has ended: takes in the rest, unfinished lines included. */
  finish(): Promise<void>
  /** Lets go of the files. What stands in an unfinished line is left to the next builder. */
  close(): Promise<void>
  /** Bytes of the progress file that were taken in. */
  size(): number
  failedStep(): Step | null
  finalError(): string
}

/** Opens a build folder's journal; what an earlier builder process already logged is not logged again. */
export async function openJournal(folder: string): Promise<Journal> {
  const progress = await open(path.join(folder, 'progress'), 'a+')
  const log = await openLog(path.join(folder, 'log.ndjson'))
  const reader = createProgressReader()
  const buffer = Buffer.alloc(256 * 1024)
  let offset = 0
  let savedSteps = ''

  async function catchUp() {
    for (;;) {
      const { bytesRead } = await progress.read(buffer, 0, buffer.length, offset)
      if (bytesRead === 0) break
      offset += bytesRead
      await log.append(reader.feed(buffer.subarray(0, bytesRead)))
    }
    savedSteps = await saveSteps(folder, reader.steps(), savedSteps)
  }

  return {
    catchUp,
    async finish() {
      await catchUp()
      await log.append(reader.end())
    },
    async close() {
      await Promise.all([log.close(), progress.close()])
    },
    size: () => offset,
    failedStep: reader.failedStep,
    finalError: reader.finalError,
  }
}

/** Writes a line of our own into the journal, once for each id. Only while buildx is not writing there. */
export async function writeNote(folder: string, id: string, text: string): Promise<void> {
  const note = JSON.stringify({ note: { id, time: Date.now(), text } })
  await appendFile(path.join(folder, 'progress'), `${recordSeparator}${note}\n`)
}

async function saveSteps(folder: string, steps: readonly Step[], saved: string): Promise<string> {
  const text = JSON.stringify(steps)
  if (text === saved) return saved
  const file = path.join(folder, 'steps.json')
  await writeFile(`${file}.tmp`, text)
  await rename(`${file}.tmp`, file)
  return text
}
