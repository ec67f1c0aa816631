/** The provider's secrets, made once per data folder: signing key, client secret, cookie keys. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writePrivately } from '../house.ts'

export type Keys = { jwk: object; clientSecret: string; cookieKeys: string[] }

/** Reads the secrets, or makes them where the file is not there. The file is for its owner only. */
export function readKeys(file: string): Keys {
  if (!existsSync(file)) writePrivately(file, JSON.stringify(makeKeys()))
  return JSON.parse(readFileSync(file, 'utf8'))
}

function makeKeys(): Keys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomText(8), use: 'sig', alg: 'RS256' }
  return { jwk, clientSecret: randomText(32), cookieKeys: [randomText(32)] }
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
