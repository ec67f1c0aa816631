import { beforeEach, expect, test } from 'vitest'
import { config } from '#lib/config.ts'
import { readFacts } from '#lib/engine/facts.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import { inspectBase } from '#lib/engine/inspect-base.ts'
import { openFreshDatabase } from '../../support/database.ts'

beforeEach(() => {
  openFreshDatabase()
  // Whoever starts it all the same is told otherwise.
  Object.assign(config(), { SLIPWAY_REGISTRY_HOSTS_ALLOWED: [], SLIPWAY_BUILDX: '/nowhere/docker-buildx' })
})

test.each([
  ['inspectImage', inspectImage],
  ['inspectBase', inspectBase],
  ['readFacts', readFacts],
])('%s starts nothing for a registry that is inside', async (_, ask) => {
  for (const host of ['127.0.0.1:9', '169.254.169.254', '10.0.0.7:5000', '[::1]:9'])
    expect(await ask(`${host}/x:1`)).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/^in(side|valid)$/),
    })
  expect(await ask('127.0.0.1:9/x:1')).toMatchObject({ fault: 'inside' })
})
