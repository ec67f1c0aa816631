import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseReference, pinned, spelledOut, trackedReference } from '#lib/images/reference.ts'

const a = `sha256:${'a'.repeat(64)}`

describe('what people type', () => {
  test.each([
    ['debian', 'docker.io', 'library/debian'],
    ['debian:bookworm-slim', 'docker.io', 'library/debian'],
    ['docker.io/debian', 'docker.io', 'library/debian'],
    ['index.docker.io/debian', 'docker.io', 'library/debian'],
    ['registry-1.docker.io/debian:12', 'docker.io', 'library/debian'],
    ['Registry-1.Docker.IO:443/debian', 'docker.io', 'library/debian'],
    ['registry-1.docker.io/jupyter/minimal-notebook', 'docker.io', 'jupyter/minimal-notebook'],
    ['registry-2.docker.io/debian', 'registry-2.docker.io', 'debian'],
    ['jupyter/minimal-notebook', 'docker.io', 'jupyter/minimal-notebook'],
    ['quay.io/jupyter/minimal-notebook:2024-05-27', 'quay.io', 'jupyter/minimal-notebook'],
    ['localhost:5000/x', 'localhost:5000', 'x'],
    ['GHCR.io/team/tool', 'ghcr.io', 'team/tool'],
    ['127.0.0.1:5000/a/b:1', '127.0.0.1:5000', 'a/b'],
    [`ghcr.io/team/tool:v1.2_3@${a}`, 'ghcr.io', 'team/tool'],
    ['nvcr.io/nvidia/pytorch:24.05-py3', 'nvcr.io', 'nvidia/pytorch'],
  ])('%s is an image in %s', (text, registry, repository) => {
    expect(parseReference(text)).toMatchObject({ ok: true, reference: { registry, repository, text } })
  })

  test.each([
    ['', 'Give an image URL'],
    ['https://quay.io/x/y:1', 'try “quay.io/x/y:1”'],
    ['Team/Image:1.0-RC', 'try “team/image:1.0-RC”'],
    ['a b', 'no spaces'],
    ['debian\nRUN evil', 'no spaces or line breaks'],
    ['-v', 'hyphen'],
    ['debian AS x', 'no spaces'],
    ['--platform=x', 'hyphen'],
    ['debian:', 'is no image URL'],
    ['../debian', 'is no image URL'],
    ['$(id)', '“$” cannot stand'],
    ['dеbian', '“е” cannot stand'],
    ['debian\u202e', 'An invisible character'],
    ['x'.repeat(100_000), 'at most 300'],
    ['f'.repeat(64), 'is no image URL'],
    [`debian@sha256:${'A'.repeat(64)}`, 'A digest is “sha256:”'],
    ['debian@sha256:12', 'A digest is “sha256:”'],
    ['https://quay.io/', 'has no “https://”.'],
    ['localhost:5000/Team/x', 'try “localhost:5000/team/x”'],
  ])('%j is refused with a reason', (text, reason) => {
    const parsed = parseReference(text)
    expect(parsed.ok).toBe(false)
    expect(parsed).toMatchObject({ reason: expect.stringContaining(reason) })
  })

  test.each([
    ['a'.repeat(290), '@'],
    ['a-'.repeat(140), '@'],
    ['a/'.repeat(140), 'A'],
    [`a${'_'.repeat(290)}`, ':'],
    ['a.'.repeat(140), '/:'],
  ])(
    'what nearly is one is answered at once: %.20s…',
    (start, end) => {
      const began = performance.now()
      expect(parseReference(start + end).ok).toBe(false)
      expect(performance.now() - began).toBeLessThan(5_000)
    },
    30_000,
  )

  test('anything at all is answered, and what is accepted is plain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseReference(text)
        if (parsed.ok) expect(text).toMatch(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/)
      }),
    )
  })
})

test.each([
  ['debian', 'docker.io/library/debian'],
  [`registry-1.docker.io/debian:12@${a}`, `docker.io/library/debian:12@${a}`],
  ['127.1:05000/a/b:1', '127.0.0.1:5000/a/b:1'],
  [`GHCR.io/a/b@${a}`, `ghcr.io/a/b@${a}`],
])('%s is built upon as %s', (reference, name) => {
  expect(spelledOut(reference)).toBe(name)
  expect(spelledOut(name)).toBe(name)
})

test.each([
  ['127.0.0.1:5000/a/b:1', '127.0.0.1:5000/a/b'],
  ['localhost:5000/x', 'localhost:5000/x'],
  [`ghcr.io/a/b:1@${a}`, 'ghcr.io/a/b'],
  ['debian', 'debian'],
])('%s pinned keeps its name only', (reference, name) => {
  expect(pinned(reference, a)).toBe(`${name}@${a}`)
})

test.each([
  ['debian', 'debian'],
  ['127.0.0.1:5000/a/b:1', '127.0.0.1:5000/a/b:1'],
  [`127.0.0.1:5000/a/b:1@${a}`, '127.0.0.1:5000/a/b:1'],
  [`127.0.0.1:5000/a/b@${a}`, null],
  [`debian@${a}`, null],
])('%s can mean another image one day: %s', (reference, tracked) => {
  expect(trackedReference(reference)).toBe(tracked)
})
