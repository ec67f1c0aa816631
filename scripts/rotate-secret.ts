/** `npm run rotate-secret`: seals what is stored with SLIPWAY_SECRET instead of SLIPWAY_SECRET_OLD. Slipway may run. */
import { keepFilesPrivate } from '#lib/operations/private-files.ts'
import { rotateSecrets } from '#lib/secrets/rotate.ts'

keepFilesPrivate()
try {
  const { sealed, unreadable } = rotateSecrets()
  console.log(`${sealed.toLocaleString('en')} secrets were sealed with SLIPWAY_SECRET.`)
  if (unreadable > 0) {
    console.error(
      `${unreadable.toLocaleString('en')} could be opened neither with it nor with SLIPWAY_SECRET_OLD.`,
    )
    process.exitCode = 1
  } else console.log('SLIPWAY_SECRET_OLD can be taken out of the environment; start Slipway anew without it.')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
