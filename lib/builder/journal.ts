/** Follows one build's progress file: new bytes become log records and steps, each once. */
import { appendFile, open, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createMask, type Secret } from '#lib/builds/mask.ts'
import { sealNote } from '#lib/builds/note.ts'
import type { Line } from '#lib/builds/open-lines.ts'
import { createProgressReader } from '#lib/builds/progress.ts'
import { recordSeparator } from '#lib/builds/splitter.ts'
import type { Step } from '#lib/builds/step.ts'
import { config } from '#lib/config.ts'
import { readText } from '#lib/engine/run-files.ts'
import { openLog } from '#lib/logs/append.ts'
import { keepNoteKey, readNoteKey } from './note-key.ts'

export type Journal = {
  /** Takes in what the progress file has by now, at most 8 MiB. Returns whether there may be more. */
  catchUp(): Promise<boolean>
  /** The build has ended: takes in the rest, unfinished lines included. */
  finish(): Promise<void>
  /** Lets go of the files. What stands in an unfinished line is left to the next builder. */
  close(): Promise<void>
  /** Bytes of the progress file, taken in or not. */
  size(): Promise<number>
  /** Lines of the end that are not in the log yet, because it is full. */
  heldBack(): readonly Line[]
  failedStep(): Step | null
  finalError(): string
}

/** A build that prints without end must leave time to look whether it is to be ended. */
const mostAtOnce = 8 * 1024 * 1024

/**
 * Opens a build folder's journal; what an earlier builder process already logged is not logged again. The log and
 * everything that is read here is without `secrets`.
 */
export async function openJournal(folder: string, secrets: readonly Secret[] = []): Promise<Journal> {
  const progress = await open(path.join(folder, 'progress'), 'a+')
  const log = await openLog(path.join(folder, 'log.ndjson'))
  const reader = createProgressReader({
    limit: await logLimit(folder),
    mask: createMask(secrets),
    noteKey: await keepNoteKey(folder, (await progress.stat()).size > 0),
  })
  const buffer = Buffer.alloc(64 * 1024)
  let offset = 0
  let savedSteps = ''

  async function catchUp() {
    const from = offset
    let bytesRead = 0
    do {
      bytesRead = (await progress.read(buffer, 0, buffer.length, offset)).bytesRead
      offset += bytesRead
      await log.append(reader.feed(buffer.subarray(0, bytesRead)))
    } while (bytesRead > 0 && offset - from < mostAtOnce)
    savedSteps = await saveSteps(folder, reader.steps(), savedSteps)
    return bytesRead > 0
  }

  return {
    catchUp,
    async finish() {
      while (await catchUp());
      await log.append(reader.end())
    },
    async close() {
      await Promise.all([log.close(), progress.close()])
    },
    size: async () => (await progress.stat()).size,
    heldBack: reader.heldBack,
    failedStep: reader.failedStep,
    finalError: reader.finalError,
  }
}

/** Writes a line of our own into the journal, once for each id. Only while buildx is not writing there. */
export async function writeNote(folder: string, id: string, text: string): Promise<void> {
  const note = sealNote(await readNoteKey(folder), { id, time: Date.now(), text })
  await appendFile(path.join(folder, 'progress'), `${recordSeparator}${note}\n`)
}

/** The limit that the log began with, in bytes: under another one, a replay would be another log. */
async function logLimit(folder: string): Promise<number> {
  const file = path.join(folder, 'log-limit')
  const kept = Number((await readText(file)) ?? Number.NaN)
  if (kept > 0) return kept
  const limit = config().SLIPWAY_LOG_LIMIT * 1024 * 1024
  await writeFile(`${file}.tmp`, String(limit))
  await rename(`${file}.tmp`, file)
  return limit
}

async function saveSteps(folder: string, steps: readonly Step[], saved: string): Promise<string> {
  const text = JSON.stringify(steps)
  if (text === saved) return saved
  const file = path.join(folder, 'steps.json')
  await writeFile(`${file}.tmp`, text)
  await rename(`${file}.tmp`, file)
  return text
}
