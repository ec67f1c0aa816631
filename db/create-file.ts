/** The files of databases: by itself SQLite makes them so that nobody else may write, whatever the umask allows. */
import { closeSync, openSync } from 'node:fs'

/** Makes an empty file that the umask alone narrows. One that is there is never opened: closing it would end its locks. */
export function createFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o660))
  } catch {
    // It is there, or SQLite says why it cannot be.
  }
}
