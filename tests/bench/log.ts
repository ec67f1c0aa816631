/** What a builder does that starts again beside a build that printed as much as it may: it reads the journal from its first byte. */
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openJournal } from '#lib/builder/journal.ts'
import { config } from '#lib/config.ts'
import type { Bench, Measure } from './main.ts'

export const logBenches: Bench[] = [
  { name: 'log.replay', needsParts: false, run: () => withJournal(measureReplay) },
]

/** The anchor only parses every line: whoever reads a journal must do that. */
async function measureReplay(folder: string): Promise<Measure> {
  const ours = await seconds(() => replay(folder))
  const anchor = await seconds(async () => {
    for await (const line of createInterface(createReadStream(path.join(folder, 'progress'))))
      JSON.parse(line)
  })
  return { ours, anchor, unit: 's', goal: 6 }
}

async function replay(folder: string): Promise<void> {
  const journal = await openJournal(folder)
  while (await journal.catchUp());
  await journal.close()
}

/** As large as SLIPWAY_BUILD_OUTPUT lets it become, its log written once already. */
async function withJournal(measure: (folder: string) => Promise<Measure>): Promise<Measure> {
  // Not before: other measures have real parts, which say it themselves.
  await import('../support/environment.ts')
  const folder = await mkdtemp(path.join(tmpdir(), 'slipway-bench-'))
  try {
    await writeJournal(path.join(folder, 'progress'), config().SLIPWAY_BUILD_OUTPUT * 1024 * 1024)
    await replay(folder)
    return await measure(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function writeJournal(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'w')
  for (let written = 0, line = 1; written < bytes; line += 10) {
    const lines = Array.from(
      { length: 10 },
      (_, at) => `Get:${line + at} http://deb.example.org bookworm/main package\n`,
    )
    const log = { vertex: 'sha256:a', stream: 1, data: Buffer.from(lines.join('')).toString('base64') }
    const event = `${JSON.stringify({ logs: [{ ...log, timestamp: '2026-01-01T00:00:00Z' }] })}\n`
    await handle.appendFile(event.repeat(100))
    written += event.length * 100
  }
  await handle.close()
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
