/** What the forms of engines send, and what is wrong with it. */
import { z } from 'zod'
import { lineOfText, linesOfText, thingId } from '#lib/form-text.ts'
import { belongsTogether, parseCertificates, parseKey } from './certificates.ts'

const pem = linesOfText({ max: 50_000 })
const secret = z.string().max(100_000, 'A key has at most 100,000 characters.').default('')
const count = 'Type a whole number from 1 to 64.'

/** What is secret is put aside first, so that it is not lost where something else is wrong. */
export const sentEngineSchema = z.object({ clientKey: secret, held: secret }).catchall(z.unknown())

export const engineSchema = z.object({
  name: lineOfText({ max: 60, empty: 'Give the engine a name, so that it is known beside builds.' }),
  kind: z.enum(['docker', 'builder'], 'Choose what it is.'),
  address: lineOfText({ max: 255, empty: 'Type where it is.' }),
  caCertificate: pem,
  clientCertificate: pem,
  buildsAtOnce: z.coerce.number(count).int(count).min(1, count).max(64, count),
})

export const changedEngineSchema = engineSchema.extend({
  engineId: thingId,
  seen: z.coerce.number().int().nonnegative().default(0),
})

export type EngineInput = z.output<typeof engineSchema>
type Faults = Record<string, string[]>

/** Everything that is wrong, at its field; `key` is what was typed now or before, empty where there is none. */
export function findEngineFaults(input: EngineInput, key: string): Faults {
  const address = input.kind === 'builder' ? builderFault(input.address) : addressFault(input.address)
  const found = { address, ...certificateFaults(input, key) }
  return Object.fromEntries(
    Object.entries(found).flatMap(([field, fault]) => (fault ? [[field, [fault]]] : [])),
  )
}

type Sent = Pick<EngineInput, 'kind' | 'address' | 'caCertificate' | 'clientCertificate'>

function certificateFaults({ kind, address, caCertificate, clientCertificate }: Sent, key: string) {
  const takesTls = kind === 'docker' && !address.startsWith('unix://')
  if (!takesTls) {
    const why =
      kind === 'builder'
        ? 'A buildx builder has its certificates in its own definition. Leave this empty.'
        : 'A socket needs no certificates. Leave this empty.'
    const texts = { caCertificate, clientCertificate, clientKey: key }
    return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text && why]))
  }
  const ca = parseCertificates(caCertificate)
  const own = parseCertificates(clientCertificate)
  return {
    caCertificate: typeof ca === 'string' ? ca : '',
    clientCertificate: typeof own === 'string' ? own : key && own.length === 0 ? needsCertificate : '',
    clientKey: typeof own === 'string' ? '' : keyFault(own, key),
  }
}

const needsCertificate = 'Give the certificate that belongs to the key.'

function keyFault(certificates: Parameters<typeof belongsTogether>[0], pemText: string): string {
  if (pemText === '')
    return certificates.length > 0 ? 'Give the key that belongs to the client certificate.' : ''
  const key = parseKey(pemText)
  if (typeof key === 'string') return key
  const isOther = certificates.length > 0 && !belongsTogether(certificates, key)
  return isOther ? 'This key does not belong to the client certificate.' : ''
}

function builderFault(name: string): string {
  if (name === '') return ''
  if (name === 'default') return 'This name means the engine of the environment, which is there already.'
  return /^[a-z][a-z0-9._-]*$/i.test(name)
    ? ''
    : 'A buildx builder’s name begins with a letter; letters, numbers, and . _ - follow.'
}

function addressFault(address: string): string {
  if (address === '') return ''
  if (/^ssh:/i.test(address))
    return 'Slipway cannot use ssh: its builds must not have a person’s keys. Let the engine listen with TLS on tcp://.'
  if (/^unix:\/\/\/[^\s]+$/.test(address)) return ''
  if (/^https?:/i.test(address)) return 'Write tcp:// in place of http:// or https://.'
  const { protocol, hostname, port, pathname, username, search, hash } = URL.parse(address) ?? {}
  const isPlain = !pathname?.replace('/', '') && !username && !search && !hash
  if (protocol === 'tcp:' && hostname && port && isPlain) return ''
  return 'Type tcp://host:port, or unix:///path/of/docker.sock for one on the builder’s machine.'
}
