import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { UseIt } from '#components/image/use-it.tsx'

const [one, other] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const references = { reference: 'ghcr.io/team/image:1', gpuReference: 'ghcr.io/team/image:1-gpu' }

/** The commands to run it, and how many warnings there are. */
function shown(image: Parameters<typeof UseIt>[0]['image']) {
  const html = renderToStaticMarkup(<UseIt image={image} />)
  const commands = [...html.matchAll(/>docker run --rm -it ([^<]+)</g)].map(([, command]) => command)
  return { commands, warnings: html.split('The digest is not known').length - 1 }
}

test('both references are pinned, each to its own digest', () => {
  expect(shown({ ...references, digest: one, gpuDigest: other })).toEqual({
    commands: [`ghcr.io/team/image@${one}`, `--gpus all ghcr.io/team/image@${other}`],
    warnings: 0,
  })
})

test.each([
  [one, null, [`ghcr.io/team/image@${one}`, '--gpus all ghcr.io/team/image:1-gpu'], 1],
  [null, other, ['ghcr.io/team/image:1', `--gpus all ghcr.io/team/image@${other}`], 1],
  [null, null, ['ghcr.io/team/image:1', '--gpus all ghcr.io/team/image:1-gpu'], 2],
])('a digest that is not known is said so: %s and %s', (digest, gpuDigest, commands, warnings) => {
  expect(shown({ ...references, digest, gpuDigest })).toEqual({ commands, warnings })
})

test('an image without a reference for GPUs says nothing of them', () => {
  const { commands, warnings } = shown({ ...references, gpuReference: null, digest: one, gpuDigest: null })
  expect([commands, warnings]).toEqual([[`ghcr.io/team/image@${one}`], 0])
})
