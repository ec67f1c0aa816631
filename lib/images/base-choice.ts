/** A rebuild takes what its base's tag means now, or keeps the base of an earlier build: `name:tag@sha256:…`. */
import { shortDigest, trackedReference } from './reference.ts'

/** A build to start from: its base as it was asked for, and what that was when the build began. */
export type EarlierBase = { number: number; base: string; baseDigest: string | null }

/** What the tag means as far as it is known, and how long ago that was looked up, in words. */
export type BaseNow = { digest: string; asked: string }

export type BaseChoice = 'newest' | 'keep'
export type BaseCard = { value: BaseChoice; label: string; hint: string }

/** The two ways, the first one first; null where there is no choice: only a digest, or nothing known to keep. */
export function baseCards(earlier: EarlierBase, now: BaseNow | null): [BaseCard, BaseCard] | null {
  const tag = trackedReference(earlier.base)
  const kept = keptBase(earlier)
  if (tag === null || kept === null) return null
  const newest = { value: 'newest', label: 'Newest base', hint: newestWords(earlier, tag, now) } as const
  const keep = {
    value: 'keep',
    label: `Base of build #${earlier.number}`,
    hint: `Exactly ${shortened(kept)}, whatever the tag means now.`,
  } as const
  return kept === earlier.base ? [keep, newest] : [newest, keep]
}

/** The base that a choice means; null where what was typed is another base, so that none can be kept. */
export function chosenBase(choice: BaseChoice, typed: string, earlier: EarlierBase): string | null {
  const tag = trackedReference(typed)
  const isSame = tag !== null && tag === trackedReference(earlier.base)
  if (choice === 'keep') return isSame ? keptBase(earlier) : null
  const isKept = isSame && typed === keptBase(earlier)
  return isKept ? tag : typed
}

/** With tag and digest: the digest counts, the tag says where one may go back to. */
function keptBase({ base, baseDigest }: EarlierBase): string | null {
  const [, named] = base.split('@')
  const tag = trackedReference(base)
  const digest = named ?? baseDigest
  if (tag === null || digest === null) return null
  return named ? base : `${/:[^:/]+$/.test(tag) ? tag : `${tag}:latest`}@${digest}`
}

function newestWords({ number, base, baseDigest }: EarlierBase, tag: string, now: BaseNow | null): string {
  if (!now) return `What ${tag} means when the build begins. It was not looked up yet.`
  const had = base.split('@')[1] ?? baseDigest
  const words = now.digest === had ? `the same as build #${number} had` : shortDigest(now.digest)
  return `What ${tag} means when the build begins: ${words}, looked up ${now.asked}.`
}

function shortened(reference: string): string {
  return reference.replace(/@sha256:([0-9a-f]{12}).*$/, '@sha256:$1…')
}
