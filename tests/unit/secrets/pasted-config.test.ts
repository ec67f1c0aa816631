import { describe, expect, test } from 'vitest'
import { readPastedConfig } from '#lib/secrets/pasted-config.ts'

const auth = (login: string) => ({ auth: Buffer.from(login).toString('base64') })
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
const config = { auths: { 'ghcr.io': auth('bot:hush:hush'), 'https://index.docker.io/v1/': auth('me:pw') } }
const logins = [
  { registry: 'ghcr.io', username: 'bot', password: 'hush:hush' },
  { registry: 'docker.io', username: 'me', password: 'pw' },
]

describe('a pasted configuration', () => {
  test.each([
    ['the JSON', JSON.stringify(config, null, 2)],
    ['the old form without auths', JSON.stringify(config.auths)],
    ['its base64', base64(config)],
    ['its base64 in lines', base64(config).replace(/(.{40})/g, '$1\n')],
    ['a secret', JSON.stringify({ kind: 'Secret', data: { '.dockerconfigjson': base64(config) } })],
    ['a secret in clear', JSON.stringify({ stringData: { '.dockerconfigjson': JSON.stringify(config) } })],
    ['a secret’s YAML', `apiVersion: v1\ndata:\n  .dockerconfigjson: ${base64(config)}\nkind: Secret\n`],
  ])('is read from %s', (_, text) => {
    expect(readPastedConfig(text)).toEqual({ logins, skipped: [] })
  })

  test('may have user name and password beside each other', () => {
    const text = JSON.stringify({ auths: { 'r.example:5000': { username: 'bot', password: ' ü ' } } })
    expect(readPastedConfig(text)).toMatchObject({
      logins: [{ registry: 'r.example:5000', username: 'bot', password: ' ü ' }],
    })
  })

  test('says what in it cannot be used, and names a login once', () => {
    const auths = {
      'ghcr.io': auth('bot:hush'),
      'https://ghcr.io': auth('bot:hush'),
      '*.example.org': auth('bot:hush'),
      'azure.example': { identitytoken: 'x' },
      'empty.example': {},
      'https://index.docker.io/v1/access-token': auth('bot:hush'),
    }
    const read = readPastedConfig(JSON.stringify({ auths }))
    expect(read).toMatchObject({ logins: [{ registry: 'ghcr.io' }] })
    expect('skipped' in read && read.skipped.map(({ host }) => host)).toEqual(Object.keys(auths).slice(2))
  })

  test.each([
    ['', /Paste the content/],
    ['hello', /no docker configuration/],
    ['[]', /no docker configuration/],
    ['null', /no docker configuration/],
    ['{"auths":{}}', /is empty/],
    ['{"auths":{"ghcr.io":"x"}}', /cannot be read/],
    ['{"auths":{"ghcr.io":{}},"credsStore":"desktop"}', /credential helper/],
    [`{"auths":{}}${' '.repeat(64_001)}x`, /at most 64 kB/],
  ])('%.40s is refused with a reason', (text, reason) => {
    expect(readPastedConfig(text)).toEqual({ fault: expect.stringMatching(reason) })
  })

  test('never repeats what is secret in it', () => {
    const text = JSON.stringify({ auths: { 'bad host': auth('bot:hush-hush'), other: 1 } })
    expect(JSON.stringify(readPastedConfig(text))).not.toMatch(/hush|aHVzaA|Ym90/)
  })
})
