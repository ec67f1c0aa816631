/** Locks between processes, by SQLite’s own. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { createFile } from './create-file.ts'

/**
 * Takes an exclusive lock that the system releases when this process dies, however it dies.
 * Returns the function that releases it; throws when another process holds it for longer than `timeoutMs`.
 */
export function takeLock(file: string, timeoutMs: number): () => void {
  mkdirSync(path.dirname(file), { recursive: true })
  createFile(file)
  const lock = new Database(file, { timeout: timeoutMs })
  lock.exec('BEGIN EXCLUSIVE')
  return () => lock.close()
}
