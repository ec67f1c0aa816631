import { expect, test } from 'vitest'
import { buildArguments } from '#lib/engine/buildx.ts'

const run = { folder: '/data/builds/7', buildId: 7, tags: ['r.example/a:1'], hasContainerdStore: false }

test('a fresh build runs every step anew and keeps the package managers’ caches', () => {
  const args = buildArguments({ ...run, isFresh: true })
  expect(args).toContain('--build-arg=SLIPWAY_REFRESH=7')
  expect(args).not.toContain('--no-cache')
})

test('no entitlement is ever granted, and nothing of the builder’s own is handed in', () => {
  for (const isFresh of [true, false])
    for (const hasContainerdStore of [true, false])
      expect(buildArguments({ ...run, isFresh, hasContainerdStore }).join(' ')).not.toMatch(
        /--allow|entitlement|insecure|--secret|--ssh/,
      )
})

test('any other build may come from the cache', () => {
  expect(buildArguments({ ...run, isFresh: false }).join(' ')).not.toContain('REFRESH')
})

test('an engine that keeps images in containerd is asked to push once', () => {
  const tags = ['r.example/a:1', 'r.example/a:latest']
  const args = buildArguments({ ...run, tags, isFresh: false, hasContainerdStore: true })
  expect(args).toContain(
    'type=image,"name=r.example/a:1,r.example/a:latest",push=,compression=zstd,oci-mediatypes=true',
  )
  expect(args).not.toContain('--push')
})
