import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { UseIt } from '#components/image/use-it.tsx'

const [one, other] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const named = { name: 'image', type: 'cpu' as const, reference: 'ghcr.io/team/image:1' }
const plain = { ...named, gpuReference: null, digest: one, gpuDigest: null }
const both = { ...named, type: 'universal' as const, gpuReference: 'ghcr.io/team/image:1-gpu' }
type Props = Parameters<typeof UseIt>[0]

/** The commands to run it, the pods, and how many warnings there are. */
function shown(image: Props['image'], login: Props['login'] = null) {
  const html = renderToStaticMarkup(<UseIt image={image} login={login} />)
  const commands = [...html.matchAll(/>docker run --rm -it ([^<]+)</g)].map(([, command]) => command)
  const pods = [...html.matchAll(/>(apiVersion: v1[^<]+)</g)].map(([, pod]) => pod ?? '')
  return { html, commands, pods, warnings: html.split('The digest is not known').length - 1 }
}

test('both references are pinned, each to its own digest', () => {
  expect(shown({ ...both, digest: one, gpuDigest: other })).toMatchObject({
    commands: [`ghcr.io/team/image@${one}`, `--gpus all ghcr.io/team/image@${other}`],
    warnings: 0,
  })
})

test.each([
  [one, null, [`ghcr.io/team/image@${one}`, '--gpus all ghcr.io/team/image:1-gpu']],
  [null, other, ['ghcr.io/team/image:1', `--gpus all ghcr.io/team/image@${other}`]],
  [null, null, ['ghcr.io/team/image:1', '--gpus all ghcr.io/team/image:1-gpu']],
])('a digest that is not known is said so: %s and %s', (digest, gpuDigest, commands) => {
  expect(shown({ ...both, digest, gpuDigest })).toMatchObject({ commands, warnings: 1 })
})

describe('what it runs on', () => {
  test('cpu says nothing of GPUs', () => {
    const { commands, html } = shown(plain)
    expect(commands).toEqual([`ghcr.io/team/image@${one}`])
    expect(html).not.toMatch(/GPU|nvidia/)
  })

  test('gpu is always run with one, also in a pod', () => {
    const { commands, pods } = shown({ ...plain, type: 'gpu' })
    expect(commands).toEqual([`--gpus all ghcr.io/team/image@${one}`])
    expect(pods).toHaveLength(1)
    expect(pods[0]).toContain('limits:\n          nvidia.com/gpu: 1')
  })

  test('universal is run both ways, with one URL too', () => {
    const { html, commands, pods } = shown({ ...plain, type: 'universal' })
    expect(commands).toEqual([`ghcr.io/team/image@${one}`, `--gpus all ghcr.io/team/image@${one}`])
    expect(pods.map((pod) => pod.includes('nvidia.com/gpu'))).toEqual([false, true])
    expect(html.split('docker pull')).toHaveLength(2)
  })
})

test('a pod is pinned, and names no pull secret where none is needed', () => {
  expect(shown(plain).pods).toEqual([
    `apiVersion: v1
kind: Pod
metadata:
  name: image
spec:
  containers:
    - name: image
      image: ghcr.io/team/image@${one}
      stdin: true
      tty: true`,
  ])
})

test('where the registry asks, the pod names the pull secret and the page says how to get one', () => {
  const { pods, html } = shown(plain, { registry: 'ghcr.io', secret: 'GHCR Readers' })
  expect(pods[0]).toMatch(/ {2}imagePullSecrets:\n {4}- name: ghcr-readers$/)
  expect(html).toContain('<strong>GHCR Readers</strong>')
  expect(html).toContain('docker login ghcr.io')
  expect(html).toContain('kubectl create secret docker-registry ghcr-readers --docker-server=ghcr.io ')
})

test('the registry that Slipway pushes to has no pull secret here, but wants a login all the same', () => {
  const { pods, html } = shown(plain, { registry: 'registry.example:5000', secret: null })
  expect(pods[0]).toContain('- name: registry-example-5000')
  expect(html).toContain('docker login registry.example:5000')
  expect(html).not.toContain('with the pull secret')
})
