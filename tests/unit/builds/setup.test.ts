import { describe, expect, test } from 'vitest'
import { type SetupFacts, setupSteps } from '#lib/builds/setup.ts'

const target = { registry: 'r.example', prefix: 'slipway', username: '' }
const engine = {
  checkedAt: 1_000_000,
  isReachable: true,
  fault: null,
  driver: 'docker',
  endpoint: 'default',
  engineVersion: '29.4.0',
  buildkitVersion: null,
  buildxVersion: '0.33.0',
  store: 'containerd' as const,
  platforms: [],
  imageBytes: 0,
  cacheBytes: 0,
  freeBytes: 60e9,
  totalBytes: 100e9,
  buildsAtOnce: 2,
}
const first = { name: 'environment', isEnabled: true, report: engine }
const silent = { ...engine, isReachable: false, fault: 'no route' }
const finished: SetupFacts = {
  now: 1_000_000,
  engines: [first],
  target,
  registry: { ...target, checkedAt: 1_000_000, ok: true, fault: null },
  issuer: 'sign-in.example',
  areAddressesHidden: false,
  people: 3,
  groups: 2,
  images: 1,
  readyImages: 1,
}

const stepOf = (facts: Partial<SetupFacts>, name: string) =>
  setupSteps({ ...finished, ...facts }).find((step) => step.name === name)

test('a finished setup has nothing to mend', () => {
  const steps = setupSteps(finished)
  expect(steps.map(({ name, state, mend }) => [name, state, mend])).toEqual(
    ['Engine', 'Registry', 'Sign-in', 'Groups', 'First image'].map((name) => [name, 'done', null]),
  )
})

describe('what is missing has a link that mends it', () => {
  test.each<[string, Partial<SetupFacts>, string, string, RegExp]>([
    ['Engine', { engines: [] }, 'broken', '/admin/settings/engines', /builder is not running/],
    ['Engine', { now: 2_000_000 }, 'broken', '/admin/settings/engines', /builder is not running/],
    ['Engine', { engines: [{ ...first, report: silent }] }, 'broken', '/admin/settings/engines', /no route/],
    [
      'Engine',
      {
        engines: [
          { ...first, report: silent },
          { ...first, name: 'gpu' },
        ],
      },
      'done',
      '/admin/settings/engines',
      /^1 of 2 engines answers and takes 2 builds at once. “environment” does not answer.$/,
    ],
    ['Registry', { registry: null }, 'waiting', '/admin/settings', /not tried yet/],
    [
      'Registry',
      { target: { ...target, prefix: 'other' } },
      'waiting',
      '/admin/settings',
      /other was not tried/,
    ],
    [
      'Registry',
      { registry: { ...target, checkedAt: 0, ok: false, fault: 'It refuses.' } },
      'broken',
      '/admin/settings',
      /It refuses/,
    ],
    ['Groups', { groups: 0 }, 'missing', '/admin/groups/new', /No group/],
    ['First image', { images: 0, readyImages: 0 }, 'missing', '/admin/images/new', /empty/],
    ['First image', { readyImages: 0 }, 'missing', '/admin/images', /none is ready/],
  ])('%s with %j', (name, facts, state, href, found) => {
    expect(stepOf(facts, name)).toMatchObject({ state, mend: { href }, found: expect.stringMatching(found) })
  })
})

test('several engines count together; one that is disabled does not', () => {
  const off = { ...first, name: 'off', isEnabled: false, report: null }
  const engines = [first, { ...first, name: 'gpu', report: { ...engine, buildsAtOnce: 4 } }, off]
  expect(stepOf({ engines }, 'Engine')).toMatchObject({
    state: 'done',
    found: '2 engines answer and take 6 builds at once.',
    mend: null,
  })
})

test('a proxy that is not counted is told, because it hides from where people come', () => {
  const step = stepOf({ areAddressesHidden: true }, 'Sign-in')
  expect(step).toMatchObject({ state: 'done', found: expect.stringContaining('SLIPWAY_PROXIES') })
  expect(stepOf({}, 'Sign-in')?.found).not.toContain('SLIPWAY_PROXIES')
})
