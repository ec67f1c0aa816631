/** `npm run backup [-- FILE]`: a checked copy of the database, made while Slipway runs. */
import path from 'node:path'
import { BackupFault, backupDatabase } from '#db/backup.ts'
import { dataFolder } from '#db/data-folder.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'

const folder = dataFolder(process.env.SLIPWAY_DATA)
const time = new Date().toISOString().replace(/[:.]/g, '-')
const [file = path.join(folder, 'backups', `slipway-${time}.db`)] = process.argv.slice(2)

keepFilesPrivate()
try {
  const backup = backupDatabase(path.join(folder, 'slipway.db'), path.resolve(file))
  console.log(`${backup.file}: ${backup.bytes.toLocaleString('en')} bytes, checked.`)
  console.log(`Logs of builds are not in it: keep ${path.join(folder, 'builds')} and SLIPWAY_SECRET as well.`)
} catch (error) {
  if (!(error instanceof BackupFault)) throw error
  console.error(error.message)
  process.exitCode = 1
}
