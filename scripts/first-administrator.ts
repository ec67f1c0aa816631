/** `npm run first-administrator`: says a code for an administrator, where all that there were are lost. Slipway may run. */
import { offerFirstCode } from '#db/queries/first-administrator.ts'
import { adviceFor } from '#lib/auth/first-code.ts'
import { hashFirstCode, newFirstCode } from '#lib/secrets/first-code.ts'

try {
  const code = newFirstCode()
  const advice = adviceFor(code)
  offerFirstCode(hashFirstCode(code), { isAgain: true })
  console.log(advice)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
