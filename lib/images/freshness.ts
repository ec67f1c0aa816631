/** Whether an image is what its source means today: the base of what was built, or the reference of an existing image. */
import { shortDigest, trackedReference } from './reference.ts'
import type { ImageSource } from './types.ts'

export type Tracked = {
  source: ImageSource
  /** The base of the published build, or the existing image's reference, as typed. */
  reference: string
  /** What the image has of it. */
  digest: string | null
  /** Of the published build; null for an existing image. */
  buildNumber: number | null
  /** What the registry has now; both null while it was not asked. */
  sourceDigest: string | null
  sourceFault: string | null
  sourceCheckedAt: number | null
}

export type FreshnessState = 'fresh' | 'base changed' | 'moved' | 'unknown' | 'pinned'

export type Freshness = {
  state: FreshnessState
  /** For everyone, in a few words. */
  title: string
  /** For those who manage it: why, and what can be done. */
  text: string
  remedy: 'rebuild' | 'take' | 'look again' | 'edit' | null
  /** When the registry answered, or did not. */
  checkedAt: number | null
}

type Words = Omit<Freshness, 'checkedAt'>

/** What is known. Silence of a registry never counts as fresh. */
export function freshnessOf(tracked: Tracked): Freshness {
  return { ...wordsFor(tracked), checkedAt: tracked.sourceCheckedAt }
}

function wordsFor(tracked: Tracked): Words {
  const { source, reference, digest, buildNumber, sourceDigest, sourceFault } = tracked
  const tag = trackedReference(reference)
  if (tag === null) return { ...pinnedWords(source), remedy: null }
  if (sourceFault !== null) return unknown(`${tag} could not be looked up. ${sourceFault}`, source)
  if (sourceDigest === null) return unknown(`The registry was not asked yet what ${tag} means now.`)
  if (source === 'existing') return existingWords({ tag, digest, sourceDigest, isKept: tag !== reference })
  if (digest === null) return unknown('It is not known what its base was when it was built.')
  if (digest === sourceDigest)
    return { state: 'fresh', title: 'Up to date with its base', text: '', remedy: null }
  const made = tag === reference ? 'was made from' : 'was kept at'
  return {
    state: 'base changed',
    title: `Its base has changed since build #${buildNumber}`,
    text: `${tag} means ${shortDigest(sourceDigest)} now; build #${buildNumber} ${made} ${shortDigest(digest)}. A rebuild takes in what is new.`,
    remedy: 'rebuild',
  }
}

type Existing = { tag: string; digest: string | null; sourceDigest: string; isKept: boolean }

function existingWords({ tag, digest, sourceDigest, isKept }: Existing): Words {
  if (digest === sourceDigest)
    return { state: 'fresh', title: 'Up to date with its registry', text: '', remedy: null }
  const now = shortDigest(sourceDigest)
  if (digest === null)
    return {
      state: 'moved',
      title: 'Its registry has it now',
      text: `It was saved without a digest. ${tag} is ${now}: take the digest, so that everyone gets exactly this image.`,
      remedy: 'take',
    }
  const moved = `${tag} means ${now} now; people here get ${shortDigest(digest)}`
  return {
    state: 'moved',
    title: 'Its registry has another image behind its tag now',
    text: isKept
      ? `${moved}, which its URL names. To follow the tag, take the digest out of the URL.`
      : `${moved} until the new digest is taken.`,
    remedy: isKept ? 'edit' : 'take',
  }
}

function pinnedWords(source: ImageSource): Pick<Words, 'state' | 'title' | 'text'> {
  const title = source === 'custom' ? 'Its base is pinned to a digest' : 'Pinned to its digest'
  const text = 'A URL with a digest and no tag always means the same image, so no registry is asked.'
  return { state: 'pinned', title, text }
}

function unknown(text: string, source?: ImageSource): Words {
  const remedy = source === 'existing' ? 'look again' : null
  return { state: 'unknown', title: 'Not known whether it is up to date', text, remedy }
}
