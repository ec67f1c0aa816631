import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { groupSchema } from '#app/admin/groups/schema.ts'
import { buildContext } from '#lib/builds/context.ts'
import { common } from '#lib/images/form.ts'
import { displayNameFault, imageNameFrom } from '#lib/images/name.ts'
import { parseReference } from '#lib/images/reference.ts'
import { registryHost, registryPassword, registryUser, secretName } from '#lib/secrets/pull-secret-form.ts'
import { hostileRegistries } from '../secrets/hostile-registries.ts'
import { hostile, hostileApt, hostileConda, hostilePip } from './hostile-lines.ts'
import { hostileNames, hostileReferences, hostileTexts, inertComments } from './hostile-texts.ts'

const short = (texts: readonly string[]) => texts.map((text) => [text.slice(0, 60), text])

test('there are enough of them, and of lines that public projects have', () => {
  const typed = [hostile, hostileApt, hostileConda, hostilePip, hostileReferences, hostileNames, hostileTexts]
  const others = [hostileRegistries, inertComments]
  expect(new Set([...typed, ...others].flat()).size).toBeGreaterThanOrEqual(500)
  const real = ['apt', 'conda', 'pip', 'pip-addresses'].flatMap((list) =>
    readFileSync(`tests/fixtures/lines/${list}.txt`, 'utf8').match(/^(?!##).+$/gm),
  )
  expect(real.length).toBeGreaterThanOrEqual(300)
})

test.each(short(hostileReferences))('%j is no image URL, and it says why', (_, text) => {
  expect(parseReference(text)).toEqual({ ok: false, reason: expect.stringMatching(/^.{10,500}$/s) })
})

describe.each(short(hostileNames))('%j as a display name', (_, text) => {
  test('is refused with a reason', () => {
    expect(displayNameFault(text)).toMatch(/^.{10,}$/)
  })

  test('would be a plain image name all the same', () => {
    expect(imageNameFrom(text, () => false)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })
})

test.each(short(hostileRegistries))('%j is no registry, and it says why', (_, text) => {
  const { error } = registryHost.safeParse(text)
  expect(error?.issues[0]?.message).toMatch(/^.{10,}$/)
})

test.each(short(hostileTexts))('%j is refused for people to read, or kept as typed', (_, text) => {
  const fields = [groupSchema.shape.name, groupSchema.shape.description, common.shape.description]
  for (const field of [...fields, secretName, registryUser]) {
    const { success, data, error } = field.safeParse(text)
    if (success) expect(data).toBe(text.trim().normalize('NFC').replace(/\r\n?/g, '\n'))
    else expect(error.issues[0]?.message).toMatch(/^.{10,}$/)
  }
})

test.each(short(hostileTexts))('%j as a password is kept byte for byte', (_, text) => {
  const { success, data } = registryPassword.safeParse(text)
  if (success) expect(data).toBe(text)
  else expect(text.length).toBeGreaterThan(16_384)
})

test.each(inertComments)('%s in a list is a comment and nothing else', (comment) => {
  const base = { name: 'registry.example/base', digest: `sha256:${'0'.repeat(64)}`, user: '', env: {} }
  const spec = { base: 'registry.example/base', pullSecretId: null, apt: 'jq', conda: 'numpy', pip: 'flask' }
  const plain = buildContext(spec, base)
  const below = { apt: `${comment}\njq`, conda: `numpy\n${comment}`, pip: `flask ${comment}\n${comment}` }
  const context = buildContext({ ...spec, ...below }, base)
  expect(context).toEqual({ ...plain, 'pip.txt': `${below.pip}\n` })
})
