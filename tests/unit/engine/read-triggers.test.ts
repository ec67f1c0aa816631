import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { readTriggers } from '#lib/engine/read-triggers.ts'
import { setFakeBuildx } from '../../support/fake-buildx.ts'

/** What the registry has, by digest, and each question to it: `+` where it begins, `-` where it ends. */
const folder = mkdtempSync(path.join(tmpdir(), 'slipway-registry-'))
const questions = path.join(folder, 'questions')
/** While this is there, an answer takes long enough that questions meet which are under way at once. */
const slowness = path.join(folder, 'slow')
setFakeBuildx(`for asked; do :; done
echo + >> ${questions}
[ -e ${slowness} ] && sleep 0.2
cat ${folder}/\${asked##*:}
echo - >> ${questions}`)

beforeEach(() => rmSync(questions, { force: true }))

type Platform = { os?: string; architecture?: string; variant?: string }
const amd64 = { os: 'linux', architecture: 'amd64' }
const arm64 = { os: 'linux', architecture: 'arm64', variant: 'v8' }

/** Puts a text into the registry. */
function put(content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const hash = createHash('sha256').update(text).digest('hex')
  writeFileSync(path.join(folder, hash), text)
  return `sha256:${hash}`
}
const described = (digest: string, platform?: Platform) => ({ digest, ...(platform && { platform }) })
const configuration = (...OnBuild: string[]) => put({ config: { OnBuild } })
const image = (...triggers: string[]) => put({ config: described(configuration(...triggers)) })
const index = (...manifests: unknown[]) => put({ manifests })

function read(digest: string, platforms = ['linux/amd64']): Promise<string[] | null> {
  const until = performance.now() + 60_000
  const asked = { dockerConfig: folder, logins: [], reference: 'registry.example/base:1', signal: undefined }
  return readTriggers({ ...asked, until, platforms }, digest)
}

function asked(): { questions: number; atOnce: number } {
  let running = 0
  const counts = readFileSync(questions, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (line === '+' ? ++running : --running))
  return { questions: counts.length / 2, atOnce: Math.max(...counts) }
}

describe('of an index counts whatever an engine might take', () => {
  test.each<[Platform | undefined]>([
    [{ os: 'linux', architecture: 'x86_64' }],
    [{ os: 'linux', architecture: 'x86-64' }],
    [{ os: 'Linux', architecture: 'AMD64' }],
    [{ os: 'linux', architecture: 'i386' }],
    [{ os: 'linux', architecture: '386' }],
    [{ os: '', architecture: 'amd64' }],
    [{ architecture: 'amd64' }],
    [{ os: 'linux', architecture: '' }],
    [{ os: 'linux', architecture: 'amd64', variant: 'v3' }],
    [{ os: 'unknown', architecture: 'amd64' }],
    [{ os: 'linux', architecture: 'unknown' }],
    [{ os: 'Unknown', architecture: 'Unknown' }],
    [{}],
    [undefined],
  ])('%j on amd64', async (platform) => {
    const both = index(described(image('RUN evil'), platform), described(image(), amd64))
    expect(await read(both)).toEqual(['RUN evil'])
  })

  test.each([
    { os: 'linux', architecture: 'aarch64' },
    { os: 'linux', architecture: 'armhf' },
    { os: 'linux', architecture: 'armel' },
    { os: 'linux', architecture: 'arm' },
    { os: 'linux', architecture: 'arm', variant: 'v7' },
  ])('%j on arm64', async (platform) => {
    const both = index(described(image('RUN evil'), platform), described(image(), arm64))
    expect(await read(both, ['linux/arm64'])).toEqual(['RUN evil'])
  })

  test('all of it where a platform of an engine, or every one, is not known, or where none fits', async () => {
    const both = index(described(image('RUN one'), arm64), described(image('RUN two'), amd64))
    for (const platforms of [[], ['linux/amd64', 'linux/x86_64'], ['linux/s390x']])
      expect(await read(both, platforms)).toEqual(['RUN one', 'RUN two'])
  })
})

test('a base for nine platforms, each with an attestation, takes five questions', async () => {
  const platforms = ['amd64', 'arm', 'arm', 'arm64', '386', 'mips64le', 'ppc64le', 'riscv64', 's390x']
  const images = platforms.map((architecture, at) =>
    described(image(`RUN ${architecture} ${at}`), { os: 'linux', architecture }),
  )
  const attestation = described(put('{"x":1}'), { os: 'unknown', architecture: 'unknown' })
  expect(await read(index(...images.flatMap((each) => [each, attestation])))).toEqual([
    'RUN amd64 0',
    'RUN 386 4',
  ])
  expect(asked().questions).toBe(5)
})

describe('what means one thing to the engine and may mean another here is no answer', () => {
  const evil = configuration('RUN evil')
  const plain = configuration()
  const manifest = { config: described(plain) }
  test.each<[string, unknown]>([
    ['a long s in digest', { config: { digest: plain, digeſt: evil } }],
    ['a long s in manifests', { ...manifest, manifeſts: [described(image('RUN evil'))] }],
    [
      'a long s in os',
      { manifests: [described(image(), { ...arm64, oſ: 'x' } as Platform), described(image(), amd64)] },
    ],
    ['the same escaped', JSON.stringify({ ...manifest, manifeſts: [] }).replace('ſ', '\\u017f')],
    ['a Kelvin sign', { ...manifest, '\u212a': 1 }],
    ['layers of the oldest kind', { ...manifest, fsLayers: [] }],
    ['a history of the oldest kind', { ...manifest, History: null }],
  ])('%s', async (_, content) => {
    expect(await read(put(content))).toBeNull()
  })

  test.each(['{"config":{"ONBUILD":[],"onbuild\u017f":[]}}', '{"config":{},"\u017f":{}}'])(
    'in a configuration: %s',
    async (text) => expect(await read(put({ config: described(put(text)) }))).toBeNull(),
  )

  test('labels and annotations may be called anything', async () => {
    const config = put({ config: { OnBuild: ['RUN x'], Labels: { größe: 'ſ' } } })
    expect(await read(put({ config: described(config), annotations: { ſ: '' } }))).toEqual(['RUN x'])
  })
})

describe('an index of many', () => {
  test('asks once for what stands in it 5,000 times', async () => {
    const same = described(image('RUN same'), amd64)
    const inner = index(same)
    const many = index(...Array(5_000).fill(same), described(inner), described(inner))
    expect(await read(many)).toEqual(['RUN same'])
    expect(asked().questions).toBe(4)
  })

  test('asks four questions at once, not more', async () => {
    writeFileSync(slowness, '')
    const images = Array.from({ length: 8 }, (_, at) => described(image(`RUN ${at}`)))
    const found = await read(index(...images))
    rmSync(slowness)
    expect(found).toEqual(images.map((_, at) => `RUN ${at}`))
    expect(asked().questions).toBe(17)
    expect(asked().atOnce).toBeLessThanOrEqual(4)
  })

  test('is none that can be read from the 65th on, on whatever level', async () => {
    const images = Array.from({ length: 64 }, (_, at) => described(image(`RUN ${at}`)))
    expect(await read(index(...images, described(image('RUN other'))))).toBeNull()
    expect(asked().questions).toBe(1)
    rmSync(questions)
    const [inner, other] = [index(...images.slice(0, 32)), index(...images.slice(32))]
    expect(await read(index(described(inner), described(other)))).toBeNull()
    expect(asked().questions).toBe(3)
    expect(await read(index(...images))).toHaveLength(64)
  }, 60_000)

  test('has no more than one index below another', async () => {
    const one = index(described(image('RUN x')))
    const two = index(described(one))
    expect(await read(two)).toEqual(['RUN x'])
    expect(await read(index(described(two)))).toBeNull()
  })
})
