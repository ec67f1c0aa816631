import { expect, test } from 'vitest'
import { buildArguments } from '#lib/engine/buildx.ts'

const run = { folder: '/data/builds/7', buildId: 7, tags: ['r.example/a:1'], hasContainerdStore: false }

test('a fresh build runs every step anew and keeps the package managers’ caches', () => {
  const args = buildArguments({ ...run, isFresh: true })
  expect(args).toContain('--build-arg=SLIPWAY_REFRESH=7')
  expect(args).not.toContain('--no-cache')
})

test('any other build may come from the cache', () => {
  expect(buildArguments({ ...run, isFresh: false }).join(' ')).not.toContain('REFRESH')
})
