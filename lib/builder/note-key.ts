/** What tells a build's notes from anything else in its journal: a random key, made before the engine's client writes. */
import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readText } from '#lib/engine/run-files.ts'

/** The key of a build's folder; empty where a builder of an earlier version began its journal. */
export async function readNoteKey(folder: string): Promise<string> {
  return (await readText(fileOf(folder))) ?? ''
}

/** The same, made where there is none yet. `isBegun`: something stands in the journal already, and its notes have no seal. */
export async function keepNoteKey(folder: string, isBegun: boolean): Promise<string> {
  const kept = await readText(fileOf(folder))
  if (kept !== null) return kept
  const key = isBegun ? '' : randomBytes(32).toString('base64url')
  await writeFile(`${fileOf(folder)}.tmp`, key, { mode: 0o600 })
  await rename(`${fileOf(folder)}.tmp`, fileOf(folder))
  return key
}

function fileOf(folder: string): string {
  return path.join(folder, 'note-key')
}
