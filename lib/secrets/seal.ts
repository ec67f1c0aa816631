/** Secrets at rest: AES-256-GCM, the purpose as associated data, the key derived from SLIPWAY_SECRET. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { config } from '#lib/config.ts'

const version = 'v1'

/** Seals text for one purpose, e.g. `pull secret`. Result: `v1.nonce.tag.ciphertext`, base64url. */
export function seal(text: string, purpose: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [version, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(
    '.',
  )
}

/** Opens what `seal` made for the same purpose. Throws when it was altered, moved or sealed with another key. */
export function open(sealed: string, purpose: string): string {
  const [given, ...parts] = sealed.split('.')
  const [nonce, tag, data] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (given !== version || !nonce || !tag || !data) throw new Error('This is no sealed secret.')
  const decipher = createDecipheriv('aes-256-gcm', key(), nonce, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag)
  return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
}

function key(): Buffer {
  return Buffer.from(hkdfSync('sha256', config().SLIPWAY_SECRET, 'slipway', 'secrets at rest', 32))
}
