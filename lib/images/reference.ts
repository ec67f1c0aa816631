/** Image references: `registry/repository:tag@sha256:…`, as people type them. */
import { type ReferenceParts, readReferenceParts } from './reference-name.ts'

/** `text`: as typed. */
export type ImageReference = ReferenceParts & { text: string }

export type ParsedReference = { ok: true; reference: ImageReference } | { ok: false; reason: string }

const maxLength = 300

/** Reads a reference, or says in a sentence why it is none. */
export function parseReference(text: string): ParsedReference {
  const fault = obviousFault(text)
  if (fault) return { ok: false, reason: fault }
  const parts = readReferenceParts(text)
  return parts ? { ok: true, reference: { ...parts, text } } : { ok: false, reason: notOne(text) }
}

/** The same with its registry and its whole repository, as a build upon it names it. */
export function spelledOut(reference: string): string {
  const parts = readReferenceParts(reference)
  if (!parts) return reference
  const { registry, repository, tag, digest } = parts
  return `${registry}/${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`
}

/** The same image by its content: `name@sha256:…`, without the tag. */
export function pinned(reference: string, digest: string): string {
  return `${withoutTag(reference)}@${digest}`
}

/** `registry/repository` of a reference: no tag, no digest. */
export function withoutTag(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^:/]*$/, '')
}

/** The twelve characters of a digest by which people tell one from another. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12)
}

/** What a reference can be asked anew: all but its digest. Null where it names a digest only, which never changes. */
export function trackedReference(reference: string): string | null {
  const [name = '', digest] = reference.split('@')
  return digest === undefined || /:[^:/]+$/.test(name) ? name : null
}

function obviousFault(text: string): string | null {
  if (text === '') return 'Give an image URL, such as registry.example.org/team/image:1.0.'
  if (text.length > maxLength) return `An image URL has at most ${maxLength} characters.`
  if (/\s/.test(text)) return 'An image URL has no spaces or line breaks.'
  if (text.startsWith('-')) return 'An image URL does not start with a hyphen.'
  const scheme = text.match(/^[a-z]+:\/\//i)?.[0]
  if (scheme) return `An image URL has no “${scheme}”${suggest(text.slice(scheme.length))}`
  const odd = [...text].find((char) => !/[A-Za-z0-9._:/@-]/.test(char))
  if (odd !== undefined)
    return `${/[\p{C}\p{Z}]/u.test(odd) ? 'An invisible character' : `“${odd}”`} cannot stand in an image URL.`
  return null
}

function notOne(text: string): string {
  const [name = '', ...rest] = text.split(/(?=[:@][^/]*$)/)
  const lower = name.toLowerCase() + rest.join('')
  if (lower !== text && parseReference(lower).ok)
    return `Names of repositories are lowercase${suggest(lower)}`
  if (/@sha\d+:/.test(text)) return 'A digest is “sha256:” and 64 characters from 0-9 and a-f.'
  return `“${text}” is no image URL. One looks like registry.example.org/team/image:1.0.`
}

/** Only what can be used is suggested. */
function suggest(candidate: string): string {
  return parseReference(candidate).ok ? `: try “${candidate}”.` : '.'
}
