/** Secrets as older versions of Slipway sealed them. */
import { createCipheriv, createHash, hkdfSync } from 'node:crypto'
import { config } from '#lib/config.ts'

/** `v1`: for a purpose only. `v2`: for its row, too, with the key named. */
export function sealedBefore(
  version: 'v1' | 'v2',
  text: string,
  { purpose, row }: { purpose: string; row: number | null },
): string {
  const key = Buffer.from(hkdfSync('sha256', config().SLIPWAY_SECRET, 'slipway', 'secrets at rest', 32))
  const id = createHash('sha256').update('id').update(key).digest('hex').slice(0, 8)
  const nonce = Buffer.alloc(12, 1)
  const associated = version === 'v1' || row === null ? purpose : `${purpose} ${row}`
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated))
  const data = Buffer.concat([cipher.update(text), cipher.final()])
  const parts = [nonce, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))
  return [version, ...(version === 'v2' ? [id] : []), ...parts].join('.')
}
