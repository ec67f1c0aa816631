/** Secrets at rest: AES-256-GCM; purpose and place are associated data, the keys derived from SLIPWAY_SECRET. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { currentKey, knownKeys } from './keys.ts'

/** What a secret belongs to: its row in a table, and where it may be sent. */
export type Place = readonly (string | number)[]

/**
 * Seals text for one purpose, e.g. `pull secret`, and one place: moved to another row, or with another host written
 * beside it, it does not open. Result: `v3.key.nonce.tag.ciphertext`, the key by its id, the rest base64url.
 */
export function seal(text: string, purpose: string, place: Place = []): string {
  const { id, key } = currentKey()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(purpose, place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
  return ['v3', id, ...parts].join('.')
}

/** Opens what `seal` made for the same purpose and place. Throws when it was altered, moved or sealed with an unknown key. */
export function open(sealed: string, purpose: string, place: Place = []): string {
  const [version, id, ...parts] = sealed.split('.')
  if (version !== 'v3') throw new Error('This is no secret that was sealed as secrets are now.')
  return decipher(parts, keyOf(id), associated(purpose, place))
}

/** Opens what was sealed before places were part of it: `v2` for a row at most, `v1` for a purpose. To seal it anew. */
export function openOld(sealed: string, purpose: string, row?: number): string {
  const [version, ...parts] = sealed.split('.')
  if (version === 'v1') return openOldest(parts, purpose)
  if (version !== 'v2') throw new Error('This is no sealed secret.')
  const [id, ...rest] = parts
  return decipher(rest, keyOf(id), Buffer.from(row === undefined ? purpose : `${purpose} ${row}`))
}

/** Whether it is sealed as `seal` does it now, with the key of now. */
export function isSealedAnew(sealed: string): boolean {
  return sealed.startsWith(`v3.${currentKey().id}.`)
}

function openOldest(parts: readonly string[], purpose: string): string {
  let fault: unknown
  for (const { key } of knownKeys()) {
    try {
      return decipher(parts, key, Buffer.from(purpose))
    } catch (error) {
      fault = error
    }
  }
  throw fault
}

function decipher(parts: readonly string[], key: Buffer, associatedData: Buffer): string {
  const [nonce, tag, data] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (!nonce || !tag || !data || parts.length !== 3) throw new Error('This is no sealed secret.')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(associatedData).setAuthTag(tag)
  return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
}

function keyOf(id: string | undefined): Buffer {
  const known = knownKeys().find((key) => key.id === id)
  if (!known) throw new Error('This is no secret that was sealed with a key known here.')
  return known.key
}

function associated(purpose: string, place: Place): Buffer {
  return Buffer.from(JSON.stringify([purpose, ...place]))
}
