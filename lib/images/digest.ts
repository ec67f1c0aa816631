/** Digests by which registries name contents. https://specs.opencontainers.org/image-spec/descriptor/#digests */
import { createHash } from 'node:crypto'
import { z } from 'zod'

export const digestPattern = /^sha256:[0-9a-f]{64}$/

/** A digest in an answer. */
export const digestText = z.string().regex(digestPattern)

/** The digest of a text as it was sent. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** The digest of a reference that names one. */
export function digestIn(reference: string): string {
  return reference.slice(reference.indexOf('@') + 1)
}
