/** Certificates and keys as people paste them: PEM, looked at before they are kept. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { CertificateFacts } from '#lib/builds/engine-state.ts'

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates in a text; a sentence where it is none. An empty text has none. */
export function parseCertificates(pem: string): X509Certificate[] | string {
  if (pem === '') return []
  if (/BEGIN [A-Z ]*PRIVATE KEY/.test(pem))
    return 'There is a private key in it. Only the certificate belongs here.'
  try {
    const found = [...pem.matchAll(block)].map(([text]) => new X509Certificate(text))
    if (found.length > 0) return found
  } catch {
    return 'This certificate cannot be read: it is damaged or cut off.'
  }
  return 'This is no certificate in PEM. It begins with -----BEGIN CERTIFICATE-----.'
}

/** A private key; a sentence where it is none that can be used. */
export function parseKey(pem: string): KeyObject | string {
  if (/BEGIN CERTIFICATE/.test(pem)) return 'This is a certificate. The private key belongs here.'
  if (/ENCRYPTED/.test(pem)) return 'This key is locked with a passphrase. Give it without one.'
  try {
    return createPrivateKey(pem)
  } catch {
    return 'This is no private key in PEM. It begins with -----BEGIN PRIVATE KEY----- or the like.'
  }
}

/** Whether a key is the one of the first certificate, which is the client's own; those of a chain follow it. */
export function belongsTogether([own]: readonly X509Certificate[], key: KeyObject): boolean {
  return own?.checkPrivateKey(key) ?? false
}

/** What may be shown of certificates that are kept. */
export function certificateFacts(label: string, pem: string): CertificateFacts[] {
  const certificates = parseCertificates(pem)
  if (typeof certificates === 'string') return []
  return certificates.map(({ subject, issuer, validToDate }) => ({
    label,
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    validUntil: validToDate.getTime(),
  }))
}

/** `CN=a\nO=b` → `CN=a, O=b`. */
function oneLine(name: string): string {
  return name.trim().replaceAll('\n', ', ')
}
