/** What a build's log must be, whatever happened to the builder in between. */
import { readFileSync } from 'node:fs'
import { expect, vi } from 'vitest'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { measureLog } from '#lib/logs/append.ts'
import { logFile } from '#lib/logs/read.ts'
import { replayJournal } from './replay.ts'

/** The log is every byte that the engine's client wrote, reduced once from the start, and its figures say so. */
export async function expectWholeLog(buildId: number): Promise<void> {
  expect(logText(buildId)).toBe(replayJournal(buildFolder(buildId)))
  const { logLines, logBytes, logSha256 } = getBuild(systemViewer, buildId) ?? {}
  expect({ lines: logLines, bytes: logBytes, sha256: logSha256 }).toEqual(await measureLog(logFile(buildId)))
}

export function logText(buildId: number): string {
  return readFileSync(logFile(buildId), 'utf8')
}

/** Waits until the log of a running build has a text. */
export function untilLogHas(buildId: number, text: string): Promise<void> {
  const look = () => expect(logText(buildId)).toContain(text)
  return vi.waitFor(look, { timeout: 60_000, interval: 20 })
}
