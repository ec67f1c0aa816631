/** The keys that secrets are sealed with: never in the database, known there by their ids only. */
import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { config } from '#lib/config.ts'

/** `id`: eight hexadecimal digits. */
export type Key = { id: string; key: Buffer }

const derived = new Map<string, Key>()

/** The key that everything is sealed with from now on. */
export function currentKey(): Key {
  return keyFrom(config().SLIPWAY_SECRET)
}

/** The current one, and while SLIPWAY_SECRET is being changed the one before. */
export function knownKeys(): Key[] {
  const { SLIPWAY_SECRET_OLD: old } = config()
  return [currentKey(), ...(old ? [keyFrom(old)] : [])]
}

/** A name that only this installation can make of a text: nobody who knows the text can guess it. */
export function unguessable(text: string): string {
  const key = Buffer.from(hkdfSync('sha256', config().SLIPWAY_SECRET, 'slipway', 'names', 32))
  return createHmac('sha256', key).update(text).digest('hex')
}

function keyFrom(secret: string): Key {
  const known = derived.get(secret)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, 'slipway', 'secrets at rest', 32))
  const id = createHash('sha256').update('id').update(key).digest('hex').slice(0, 8)
  derived.set(secret, { id, key })
  return { id, key }
}
