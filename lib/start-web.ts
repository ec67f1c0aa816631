/** What the web process does once, before its first request. */
import { rememberGroups } from '#db/queries/named-groups.ts'
import { stampAddresses } from '#lib/auth/client-address.ts'
import { announceFirstCode } from '#lib/auth/first-code.ts'
import { readConfig } from '#lib/config.ts'
import { sweepScratchFolders } from '#lib/engine/scratch.ts'
import { beginShutdown } from '#lib/logs/shutdown.ts'
import { keepLog } from '#lib/operations/log.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'
import { followRequests } from '#lib/operations/requests.ts'
import { exitWithParent } from '#lib/parent.ts'
import { sealAnew } from '#lib/secrets/rotate.ts'

/** Checks the configuration, brings the database up to date, and listens for the end. Ends the process on a fault. */
export function startWeb(): void {
  keepFilesPrivate()
  keepLog('web')
  followRequests()
  stampAddresses()
  try {
    rememberGroups(readConfig().SLIPWAY_GROUPS)
    sealAnew()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
  announceFirstCode()
  // The builder does so as well, but may be another user.
  sweepScratchFolders().catch((error) => console.error('A question’s folder cannot be removed:', error))
  process.once('SIGTERM', beginShutdown)
  process.once('SIGINT', beginShutdown)
  exitWithParent()
}
