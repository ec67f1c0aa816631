/** Secrets at rest: AES-256-GCM; purpose and row are associated data, the keys derived from SLIPWAY_SECRET. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { currentKey, knownKeys } from './keys.ts'

/**
 * Seals text for one purpose, e.g. `pull secret`, and where it stands in a table for its row there: moved to another
 * row, it does not open. Result: `v2.key.nonce.tag.ciphertext`, the key by its id, the rest base64url.
 */
export function seal(text: string, purpose: string, row?: number): string {
  const { id, key } = currentKey()
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(purpose, row))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
  return ['v2', id, ...parts].join('.')
}

/** Opens what `seal` made for the same purpose and row. Throws when it was altered, moved or sealed with an unknown key. */
export function open(sealed: string, purpose: string, row?: number): string {
  const [version = '', ...parts] = sealed.split('.')
  // Before rows were part of it, and keys had ids.
  if (version === 'v1') return openOld(parts, purpose)
  const [id, ...rest] = parts
  const known = knownKeys().find((key) => key.id === id)
  if (version !== 'v2' || !known) throw new Error('This is no secret that was sealed with a key known here.')
  return decipher(rest, known.key, associated(purpose, row))
}

/** Whether it is sealed as `seal` does it now, with the key of now. */
export function isSealedAnew(sealed: string): boolean {
  return sealed.startsWith(`v2.${currentKey().id}.`)
}

function openOld(parts: readonly string[], purpose: string): string {
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

function associated(purpose: string, row: number | undefined): Buffer {
  return Buffer.from(row === undefined ? purpose : `${purpose} ${row}`)
}
