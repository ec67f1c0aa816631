/** Certificates for tests, made by openssl: a CA, and keys that it or nobody vouches for. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Pair = { certificate: string; key: string }
export type Authority = { ca: string; issue: (name: string, days?: number) => Pair; folder: string }

/** A new CA. What it issues is good for 127.0.0.1 and `localhost`, for servers and clients. */
export function newAuthority(): Authority {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-ca-'))
  const inFolder = (name: string) => path.join(folder, name)
  const read = (name: string) => readFileSync(inFolder(name), 'utf8')
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '30',
    '-subj',
    '/CN=Test CA',
    '-keyout',
    'ca-key.pem',
    '-out',
    'ca.pem',
  )
  writeFileSync(
    inFolder('usage'),
    'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n',
  )
  const issue = (name: string, days = 30): Pair => {
    openssl(
      'req',
      '-new',
      ...key,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      `${name}-key.pem`,
      '-out',
      `${name}.csr`,
    )
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', 'usage']
    openssl('x509', '-req', '-in', `${name}.csr`, ...signer, '-days', String(days), '-out', `${name}.pem`)
    return { certificate: read(`${name}.pem`), key: read(`${name}-key.pem`) }
  }
  return { ca: read('ca.pem'), issue, folder }
}
