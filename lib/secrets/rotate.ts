/** Seals everything anew: with the key of now, and as it is sealed now. */
import { changeSealed, type SealedText } from '#db/queries/sealed.ts'
import { purposes } from './purposes.ts'
import { isSealedAnew, open, openOld, type Place, seal } from './seal.ts'

export type Rotation = { sealed: number; unreadable: number }

/** All or nothing. What neither key opens stays as it is, and is counted. May run while Slipway does. */
export function rotateSecrets(): Rotation {
  return changeAll(isSealedAnew)
}

function changeAll(isDone: (text: string) => boolean): Rotation {
  let unreadable = 0
  const sealed = changeSealed((found: SealedText) => {
    if (isDone(found.text)) return null
    try {
      return seal(opened(found), purposes[found.kind], placeOf(found))
    } catch {
      unreadable++
      return null
    }
  })
  return { sealed, unreadable }
}

const againMs = 10_000

/**
 * For every start: what an older Slipway sealed is bound to its place before anything opens it; tried until it is. Keys
 * stay as they are: the other process may know the old one only. Never throws.
 */
export function sealAnew(): void {
  try {
    const { sealed } = changeAll((text) => text.startsWith('v3.'))
    if (sealed > 0) console.info('Stored secrets were sealed anew.', { count: sealed })
  } catch (error) {
    console.error('Stored secrets could not be sealed anew, trying again:', error)
    setTimeout(sealAnew, againMs).unref()
  }
}

function opened(found: SealedText): string {
  const { kind, row, text } = found
  if (text.startsWith('v3.')) return open(text, purposes[kind], placeOf(found))
  return openOld(text, purposes[kind], row ?? undefined)
}

function placeOf({ row, bound }: SealedText): Place {
  return [...(row === null ? [] : [row]), ...bound]
}
