import { beforeEach, describe, expect, test, vi } from 'vitest'
import { saveReport } from '#db/queries/settings.ts'
import { config } from '#lib/config.ts'
import { formatMetrics } from '#lib/operations/metrics.ts'
import { readMetrics } from '#lib/operations/read-metrics.ts'
import { GET as getMetrics } from '../../../app/metrics/route.ts'
import { GET as getReadiness } from '../../../app/readyz/route.ts'
import { customImage, endNextBuild, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

vi.mock('#lib/config.ts', async (original) => {
  const real = await original<typeof import('#lib/config.ts')>()
  const kept = real.config()
  return { ...real, config: () => kept }
})

const report = {
  ...{ checkedAt: Date.now(), isReachable: true, fault: null, driver: 'docker', endpoint: null },
  ...{ engineVersion: '26.1.5', buildkitVersion: null, buildxVersion: '0.13.1', store: 'containerd' },
  ...{ platforms: [], imageBytes: 5, cacheBytes: 7, freeBytes: 11, totalBytes: 13, buildsAtOnce: 2 },
}
const registry = { checkedAt: Date.now(), registry: 'r.example', prefix: 'slipway', username: '' }

beforeEach(() => {
  config().SLIPWAY_DATA = openFreshDatabase()
  config().SLIPWAY_METRICS_TOKEN = 'a-token-of-enough-length'
  config().SLIPWAY_DISK_RESERVE = 0
})

describe('metrics', () => {
  test('tell builds by state, the queue, and what the engine reported', () => {
    const { ada } = samplePeople()
    customImage(ada, 'tools')
    endNextBuild('failed')
    customImage(ada, 'waits')
    const trim = { at: 1_800_000_000_000, keptBytes: 20e9, freedBytes: 3, fault: null }
    saveReport('engine', { ...report, trim })
    const text = formatMetrics(readMetrics(Date.now() + 60_000))
    expect(text).toContain('# TYPE slipway_builds gauge\n')
    expect(text).toContain('slipway_builds{state="failed"} 1\n')
    expect(text).toContain('slipway_builds{state="queued"} 1\n')
    expect(text).toContain('slipway_builds{state="running"} 0\n')
    expect(text).toMatch(/^slipway_queue_oldest_seconds (60|61)(\.\d+)?$/m)
    expect(text).toContain('slipway_engine_up{engine="environment"} 1\n')
    expect(text).toContain('slipway_engine_cache_bytes{engine="environment"} 7\n')
    expect(text).toContain('slipway_engine_cache_freed_bytes{engine="environment"} 3\n')
    expect(text).toContain('slipway_engine_cache_trimmed_seconds{engine="environment"} 1800000000\n')
    expect(text).toContain('slipway_engine_cache_bound_bytes 20000000000\n')
    expect(text).toContain('slipway_builds_kept 20\n')
    expect(text).toContain('slipway_builds_removed 0\n')
    expect(text).toContain('slipway_retention_held_up 0\n')
    expect(text).toMatch(/^slipway_disk_free_bytes [1-9]\d+$/m)
    expect(text).toContain('slipway_builds_held_back 0\n')
    const lines = text.trim().split('\n')
    const isLine =
      /^(# (HELP|TYPE) slipway_\w+ .+|slipway_\w+(\{\w+="[^"\n]*"(,\w+="[^"\n]*")*\})? -?[\d.e+]+)$/
    expect(lines.filter((line) => !isLine.test(line))).toEqual([])
  })

  test('keep what is in a label inside of it', () => {
    const samples = [{ labels: { engine: 'a"} 1\nb\\' }, value: 2 }]
    expect(formatMetrics([{ name: 'x', help: 'X.', type: 'gauge', samples }])).toBe(
      '# HELP x X.\n# TYPE x gauge\nx{engine="a\\"} 1\\nb\\\\"} 2\n',
    )
  })

  test('are for whoever has the token, and nowhere without one', async () => {
    const ask = (authorization?: string) =>
      getMetrics(new Request('http://x/metrics', { headers: authorization ? { authorization } : {} }))
    expect(ask().status).toBe(401)
    expect(ask('Bearer wrong').status).toBe(401)
    expect(ask('Bearer a-token-of-enough-length').status).toBe(200)
    config().SLIPWAY_METRICS_TOKEN = undefined
    const nowhere = ask('Bearer undefined')
    expect(nowhere.status).toBe(404)
    expect(await nowhere.text()).not.toContain('slipway_builds')
  })
})

describe('readiness', () => {
  const ask = async () => {
    const response = getReadiness()
    return { status: response.status, body: await response.json() }
  }

  test('pages can be served though nothing was heard of a builder; builds wait', async () => {
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(body).toMatchObject({ ready: true, builds: false })
    expect(body.checks.filter((check: { ok: boolean }) => !check.ok)).toHaveLength(3)
  })

  test('everything is well when builder, engine and registry are', async () => {
    saveReport('engine', report)
    saveReport('registry-check', { ...registry, ok: true, fault: null })
    expect((await ask()).body).toMatchObject({ ready: true, builds: true })
  })

  test('builds wait where too little of the disk is free, and pages and figures say so', async () => {
    saveReport('engine', report)
    saveReport('registry-check', { ...registry, ok: true, fault: null })
    config().SLIPWAY_DISK_RESERVE = Number.MAX_SAFE_INTEGER
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(body).toMatchObject({ ready: true, builds: false })
    expect(body.checks).toContainEqual({
      name: 'disk',
      ok: false,
      detail: expect.stringContaining('builds wait'),
    })
    expect(formatMetrics(readMetrics(Date.now()))).toContain('slipway_builds_held_back 1\n')
  })

  test('a fault is told without the words of hosts', async () => {
    saveReport('engine', { ...report, isReachable: false, fault: 'tcp://10.0.0.7 refused' })
    saveReport('registry-check', { ...registry, ok: false, fault: 'r.example is not there' })
    const { body } = await ask()
    expect(body.builds).toBe(false)
    expect(JSON.stringify(body)).not.toMatch(/10\.0\.0\.7|r\.example/)
  })
})
