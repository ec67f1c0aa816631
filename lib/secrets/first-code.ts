/** The code that makes the first administrator: people copy it out of a log; what is kept is its hash. */
import { createHash, randomBytes } from 'node:crypto'

/** 32 letters and figures; those that look like others are not among them. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** 160 random bits as eight groups of four: `k3f2-9qz0-…`. */
export function newFirstCode(): string {
  const letters = Array.from(randomBytes(32), (byte) => alphabet[byte % alphabet.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** SHA-256, hexadecimal: nobody can try 2^160 codes. Capitals, hyphens and spaces make no difference. */
export function hashFirstCode(code: string): string {
  const letters = code.toLowerCase().replace(/[^0-9a-z]/g, '')
  return createHash('sha256').update('first administrator').update(letters).digest('hex')
}
