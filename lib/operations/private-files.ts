/** Passwords may stand in what a build prints, and people's names in the database: neither is for others on the machine. */
import { statSync } from 'node:fs'
import { dataFolder } from '#db/data-folder.ts'

/**
 * What this process and those that it starts write from here on is their user's alone; and its group's where the data
 * folder may be written by that, which is how web and builder share it as two users.
 */
export function keepFilesPrivate(folder = dataFolder(process.env.SLIPWAY_DATA)): void {
  const mode = statSync(folder, { throwIfNoEntry: false })?.mode ?? 0
  process.umask((mode & 0o020) === 0 ? 0o077 : 0o007)
}
