/** Seals everything anew: with the key of now, and as it is sealed now. */
import { changeSealed, type SealedText } from '#db/queries/sealed.ts'
import { purposes } from './purposes.ts'
import { isSealedAnew, open, seal } from './seal.ts'

export type Rotation = { sealed: number; unreadable: number }

/** All or nothing. What neither key opens stays as it is, and is counted. May run while Slipway does. */
export function rotateSecrets(): Rotation {
  let unreadable = 0
  const sealed = changeSealed(({ kind, row, text }: SealedText) => {
    if (isSealedAnew(text)) return null
    try {
      return seal(open(text, purposes[kind], row ?? undefined), purposes[kind], row ?? undefined)
    } catch {
      unreadable++
      return null
    }
  })
  return { sealed, unreadable }
}
