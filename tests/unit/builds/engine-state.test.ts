import { describe, expect, test } from 'vitest'
import { explainEngineFault } from '#lib/builds/engine-fault.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import { type ShownEngine, stateOf } from '#lib/builds/engine-state.ts'
import { shownWarnings } from '#lib/builds/engine-warnings.ts'

const now = 1_000_000_000
const report = { checkedAt: now - 5_000, isReachable: true, freeBytes: null, store: null } as EngineReport
const engine: ShownEngine = {
  id: 7,
  path: '/admin/settings/engines/7',
  name: 'gpu',
  kind: 'docker',
  address: 'tcp://gpu.example.org:2376',
  isEnabled: true,
  buildsAtOnce: 2,
  running: [],
  report: { ...report, buildkitVersion: 'v0.30.0' },
  askedAt: 0,
  certificates: [{ label: 'CA certificate', subject: 'CN=ca', issuer: 'CN=ca', validUntil: now + 1e12 }],
}

describe('an engine', () => {
  test.each<[string, Partial<ShownEngine>, string]>([
    ['that answered', {}, 'answers'],
    ['that did not', { report: { ...report, isReachable: false } }, 'silent'],
    ['that was just added', { report: null, askedAt: now - 1_000 }, 'asked'],
    ['that somebody wants to be tested', { askedAt: now - 1_000 }, 'asked'],
    ['for which no builder looks', { report: null, askedAt: now - 200_000 }, 'unwatched'],
    ['whose report is old', { report: { ...report, checkedAt: now - 200_000 } }, 'unwatched'],
    ['that nobody ever looked at', { report: null }, 'unwatched'],
  ])('%s', (_, facts, state) => {
    expect(stateOf({ ...engine, ...facts }, now)).toBe(state)
  })

  test('that is well needs no words', () => {
    expect(shownWarnings(engine, now)).toEqual([])
  })

  test.each<[string, Partial<ShownEngine>, RegExp]>([
    ['whose certificate expired', { certificates: [expiring(-1)] }, /^The CA certificate expired on/],
    ['whose certificate expires soon', { certificates: [expiring(3)] }, /^The CA certificate expires on/],
    ['without TLS', { certificates: [] }, /Nothing protects/],
  ])('%s is told', (_, facts, title) => {
    expect(shownWarnings({ ...engine, ...facts }, now)[0]?.title).toMatch(title)
  })

  test('that does not answer is told before what may wait', () => {
    const facts = {
      report: { ...report, isReachable: false, fault: 'no route' },
      certificates: [expiring(3)],
    }
    const tones = shownWarnings({ ...engine, ...facts }, now).map(({ tone }) => tone)
    expect(tones).toEqual(['danger', 'warning'])
  })

  test('on a socket needs no TLS', () => {
    expect(shownWarnings({ ...engine, address: 'unix:///run/d.sock', certificates: [] }, now)).toEqual([])
  })
})

// Texts as they were seen with buildx 0.13.1 and Docker 26.1.5.
test.each([
  ['no builder "farm" found', /no buildx builder of that name/],
  [
    'error during connect: Head "https://h/_ping": remote error: tls: certificate required',
    /client certificate/,
  ],
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', /CA certificate/],
  ["x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs", /another name/],
  ['failed to retrieve context tls info: tls: private key does not match public key', /does not belong/],
  ['Error response from daemon: Client sent an HTTP request to an HTTPS server.', /TLS only/],
  ['dial tcp: lookup no-such-host.invalid: no such host', /not found/],
  ['Cannot connect to the Docker daemon at tcp://h:1. Is the docker daemon running?', /Nothing listens/],
])('%s is explained, and quoted', (fault, words) => {
  expect(explainEngineFault(fault)).toMatch(words)
  expect(explainEngineFault(fault)).toContain(fault)
})

test('what nobody has seen yet is quoted as it is', () => {
  expect(explainEngineFault('strange')).toBe('strange')
  expect(explainEngineFault(null)).toMatch(/no reason/)
})

function expiring(days: number) {
  return { label: 'CA certificate', subject: 'CN=ca', issuer: 'CN=ca', validUntil: now + days * 86_400_000 }
}
