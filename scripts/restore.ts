/** `npm run restore -- FILE`: puts a backup in the place of the database. Slipway must not run. */
import path from 'node:path'
import { BackupFault } from '#db/backup.ts'
import { dataFolder } from '#db/data-folder.ts'
import { recordRestore } from '#db/queries/told-only.ts'
import { restoreDatabase } from '#db/restore.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'

const [file] = process.argv.slice(2)
const database = path.join(dataFolder(process.env.SLIPWAY_DATA), 'slipway.db')

keepFilesPrivate()
try {
  if (!file) throw new BackupFault('Say which backup: npm run restore -- FILE')
  const replaced = restoreDatabase(path.resolve(file), database)
  recordRestore(path.resolve(file))
  console.log(`${database} is as ${file} had it.`)
  if (replaced) console.log(`What was there before is in ${replaced}.`)
} catch (error) {
  if (!(error instanceof BackupFault)) throw error
  console.error(error.message)
  process.exitCode = 1
}
