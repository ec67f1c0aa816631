import { afterEach, expect, test } from 'vitest'
import { config } from '#lib/config.ts'
import { contextOf } from '#lib/engine/build-context.ts'
import type { InspectedImage } from '#lib/engine/inspect.ts'

const secret = config().SLIPWAY_SECRET
afterEach(() => {
  config().SLIPWAY_SECRET = secret
})

const spec = { base: 'python:3.13-slim', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
const base = { digest: `sha256:${'a'.repeat(64)}`, user: '', env: {} } as InspectedImage

function cacheOf(ownerGroupId: number | null): string {
  return /id=(slipway-apt-\w+)/.exec(contextOf({ spec, ownerGroupId }, base).Dockerfile ?? '')?.[1] ?? ''
}

test('the name of a package cache cannot be guessed by who knows base and owner', () => {
  const [system, group] = [cacheOf(null), cacheOf(1)]
  expect(system).toMatch(/^slipway-apt-[0-9a-f]{12}$/)
  expect([cacheOf(null), cacheOf(1)]).toEqual([system, group])
  expect(group).not.toBe(system)
  config().SLIPWAY_SECRET = 'another secret that is long enough, too'
  expect([cacheOf(null), cacheOf(1)]).not.toContain(system)
})
