import { describe, expect, test } from 'vitest'
import { certificateFacts, parseCertificates } from '#lib/engine/certificates.ts'
import { type EngineInput, engineSchema, findEngineFaults } from '#lib/engine/engine-form.ts'
import { newAuthority } from '../../support/certificates.ts'

const authority = newAuthority()
const client = authority.issue('client')
const other = authority.issue('other')

const good: EngineInput = {
  name: 'gpu',
  kind: 'docker',
  address: 'tcp://gpu.example.org:2376',
  caCertificate: authority.ca,
  clientCertificate: client.certificate,
  buildsAtOnce: 2,
}
const faultsOf = (change: Partial<EngineInput>, key = client.key) =>
  findEngineFaults({ ...good, ...change }, key)

test('an engine with its certificates has no fault', () => {
  expect(faultsOf({})).toEqual({})
  expect(faultsOf({ clientCertificate: `${client.certificate}${authority.ca}` })).toEqual({})
  expect(faultsOf({ caCertificate: '', clientCertificate: '' }, '')).toEqual({})
})

describe('the address', () => {
  const bare = { caCertificate: '', clientCertificate: '' }
  test.each(['tcp://10.0.0.9:2376', 'tcp://[::1]:2376', 'unix:///run/docker.sock'])(
    '%s is one',
    (address) => {
      expect(faultsOf({ ...bare, address }, '')).toEqual({})
    },
  )

  test.each([
    ['ssh://root@gpu', /cannot use ssh/],
    ['https://gpu:2376', /tcp:\/\/ in place of/],
    ['tcp://gpu', /tcp:\/\/host:port/],
    ['tcp://gpu:2376/path', /tcp:\/\/host:port/],
    ['tcp://ada:hush@gpu:2376', /tcp:\/\/host:port/],
    ['tcp://gpu:99999', /tcp:\/\/host:port/],
    ['gpu:2376', /tcp:\/\/host:port/],
    ['unix://docker.sock', /unix:\/\/\/path/],
    ['--help', /tcp:\/\/host:port/],
  ])('%s is none', (address, fault) => {
    expect(faultsOf({ ...bare, address }, '').address).toEqual([expect.stringMatching(fault)])
  })
})

describe('a buildx builder', () => {
  const builder = { kind: 'builder' as const, address: 'farm-1', caCertificate: '', clientCertificate: '' }
  test('is known by its name', () => {
    expect(faultsOf(builder, '')).toEqual({})
    expect(faultsOf({ ...builder, address: '--x' }, '').address).toHaveLength(1)
    expect(faultsOf({ ...builder, address: 'default' }, '').address).toHaveLength(1)
  })

  test('has no certificates here', () => {
    expect(Object.keys(faultsOf({ ...builder, caCertificate: authority.ca }))).toEqual([
      'caCertificate',
      'clientKey',
    ])
  })
})

describe('certificates and key', () => {
  test.each<[string, Partial<EngineInput>, string, string, RegExp]>([
    ['a key of another certificate', {}, other.key, 'clientKey', /does not belong/],
    ['no key', {}, '', 'clientKey', /Give the key/],
    ['a certificate as key', {}, client.certificate, 'clientKey', /is a certificate/],
    ['something else as key', {}, 'hello', 'clientKey', /no private key in PEM/],
    ['a locked key', {}, '-----BEGIN ENCRYPTED PRIVATE KEY-----', 'clientKey', /passphrase/],
    [
      'a key without certificate',
      { clientCertificate: '' },
      client.key,
      'clientCertificate',
      /Give the cert/,
    ],
    ['a key as certificate', { caCertificate: client.key }, client.key, 'caCertificate', /private key in it/],
    [
      'a damaged certificate',
      { caCertificate: authority.ca.replace(/[A-Z]/, '!') },
      client.key,
      'caCertificate',
      /damaged|no certificate/,
    ],
  ])('%s is told at its field', (_, change, key, field, fault) => {
    expect(faultsOf(change, key)[field]).toEqual([expect.stringMatching(fault)])
  })

  test('of an engine on a socket are not needed', () => {
    expect(Object.keys(faultsOf({ address: 'unix:///run/docker.sock' }))).toEqual([
      'caCertificate',
      'clientCertificate',
      'clientKey',
    ])
  })

  test('are shown as who they name and until when', () => {
    const [facts] = certificateFacts('Client certificate', client.certificate)
    expect(facts).toMatchObject({ subject: 'CN=client', issuer: 'CN=Test CA' })
    expect(facts?.validUntil).toBeGreaterThan(Date.now())
    expect(certificateFacts('CA certificate', '')).toEqual([])
    expect(parseCertificates('')).toEqual([])
  })
})

test.each(['0', '65', '1.5', 'many', ''])('%j builds at once are refused', (buildsAtOnce) => {
  expect(engineSchema.safeParse({ ...good, buildsAtOnce }).success).toBe(false)
})
