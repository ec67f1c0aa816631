/** A build whose log is written by the test, through the builder's own journal: no engine prints what a test needs. */
import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { claimBuild, finishBuild } from '#db/queries/build-queue.ts'
import type { Viewer } from '#lib/access.ts'
import { openJournal } from '#lib/builder/journal.ts'
import { buildFolder } from '#lib/config.ts'
import { measureLog } from '#lib/logs/append.ts'
import { logFile } from '#lib/logs/read.ts'
import { queueBuild } from './builder.ts'

export type WrittenBuild = {
  id: number
  /** Lets the engine print lines, `count` of them, and waits until the log has them. */
  print(count: number): Promise<void>
  /** The build fails, and its log ends. */
  end(): Promise<void>
}

/** Characters of every length and escapes, so that no cut is a lucky one. */
export const oddLine = (at: number) =>
  `${at} \u001b[3${at % 8}mété 日本語 🐳\u001b[0m ${'·'.repeat(at % 60)} 50 %\r100 %`

/** Begins a build that no builder looks after. */
export async function beginWrittenBuild(
  viewer: Viewer,
  name: string,
  lineOf: ((at: number) => string) | undefined = oddLine,
): Promise<WrittenBuild> {
  const { buildId: id } = queueBuild(viewer, name, { pip: name })
  if (claimBuild()?.id !== id) throw new Error('Another build was claimed.')
  const folder = buildFolder(id)
  mkdirSync(folder, { recursive: true })
  const journal = await openJournal(folder)
  let printed = 0
  return {
    id,
    async print(count) {
      const lines = Array.from({ length: count }, (_, at) => `${lineOf(printed + at + 1)}\n`).join('')
      printed += count
      const log = { vertex: 'sha256:a', stream: 1, data: Buffer.from(lines).toString('base64') }
      appendFileSync(path.join(folder, 'progress'), `${JSON.stringify({ logs: [log] })}\n`)
      while (await journal.catchUp());
    },
    async end() {
      await journal.finish()
      await journal.close()
      const log = await measureLog(logFile(id))
      finishBuild(id, { state: 'failed', diagnosis: null, published: null, log })
    },
  }
}

/** Prints lines as a build does: some now, some a moment later. */
export async function printSlowly(build: WrittenBuild, lines: number): Promise<void> {
  for (let printed = 0; printed < lines; printed += 50) {
    await build.print(50)
    await sleep(Math.random() * 20)
  }
}
