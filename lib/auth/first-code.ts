/** Where there has never been an administrator, whoever reads the log of the web process can make one. */
import { offerFirstCode } from '#db/queries/first-administrator.ts'
import { config } from '#lib/config.ts'
import { hashFirstCode, newFirstCode } from '#lib/secrets/first-code.ts'

/** Says a new code in the log, if there is need for one; the one before is void. A disk that takes no writes stops nobody. */
export function announceFirstCode(): void {
  const code = newFirstCode()
  try {
    if (offerFirstCode(hashFirstCode(code))) console.info(`There is no administrator yet. ${adviceFor(code)}`)
  } catch (error) {
    console.warn('A code for the first administrator could not be made:', error)
  }
}

/** What to do with a code, in words. */
export function adviceFor(code: string): string {
  return `Whoever signs in at ${config().SLIPWAY_URL}/first-administrator and enters this code becomes one, once and within 24 hours: ${code}`
}
