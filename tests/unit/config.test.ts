import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '#lib/config.ts'

const required = {
  SLIPWAY_URL: 'https://images.example.org',
  SLIPWAY_SECRET: 'x'.repeat(32),
  SLIPWAY_OIDC_ISSUER: 'https://sign-in.example.org',
  SLIPWAY_OIDC_CLIENT_ID: 'slipway',
  SLIPWAY_OIDC_CLIENT_SECRET: 'secret',
  SLIPWAY_REGISTRY: 'registry.example.org:5000',
}
const optional = {
  SLIPWAY_DATA: '/var/lib/slipway',
  SLIPWAY_OIDC_SCOPE: 'openid',
  SLIPWAY_OIDC_GROUPS_CLAIM: 'groups',
  SLIPWAY_OIDC_ROLES_CLAIM: 'roles',
  SLIPWAY_OIDC_ADMIN_ROLE: 'administrator',
  SLIPWAY_OIDC_MANAGER_ROLE: '{group}/manager',
  SLIPWAY_REGISTRY_PREFIX: 'team/images',
  SLIPWAY_REGISTRY_USERNAME: 'builder',
  SLIPWAY_REGISTRY_PASSWORD: 'secret',
  SLIPWAY_BUILDX: '/usr/local/bin/docker-buildx',
  SLIPWAY_BUILDS_AT_ONCE: '4',
  SLIPWAY_FRESHNESS_HOURS: '0.5',
  SLIPWAY_METRICS_TOKEN: 'a-token-for-prometheus',
  SLIPWAY_BUILD_TIMEOUT: '60',
  SLIPWAY_BUILD_SILENCE: '0',
  SLIPWAY_DISK_RESERVE: '2500',
  SLIPWAY_BUILD_OUTPUT: '128',
  SLIPWAY_LOG_LIMIT: '16',
  SLIPWAY_LOG_DAYS: '30',
  SLIPWAY_BUILD_NETWORK: 'host',
  SLIPWAY_BASE_IMAGES: 'debian:12, ubuntu:24.04,',
  SLIPWAY_GROUPS: 'vision',
  SLIPWAY_SECRET_OLD: 'y'.repeat(32),
  SLIPWAY_PROXIES: '2',
  SLIPWAY_LIMIT_SIGN_INS: '10',
  SLIPWAY_LIMIT_REQUESTS: '100',
  SLIPWAY_LIMIT_LOOKUPS: '0',
  SLIPWAY_LIMIT_STREAMS: '5',
  SLIPWAY_LIMIT_BUILDS: '12',
  SLIPWAY_REGISTRY_HOSTS_ALLOWED: 'harbour.example.org:5000, *.corp.example.org',
  SLIPWAY_PIP_INDEX_URL: 'https://pypi.example.org/simple/',
  SLIPWAY_CONDA_CHANNEL_ALIAS: 'https://conda.example.org/',
  SLIPWAY_PIP_URLS: 'true',
}
const names = Object.keys({ ...required, ...optional })

/** The lines about faults, without the first and the last, which are always the same. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env as NodeJS.ProcessEnv)
    return []
  } catch (error) {
    const lines = (error as Error).message.split('\n')
    expect([lines.shift(), lines.pop()]).toEqual(['Slipway cannot start:', 'See docs/configuration.md.'])
    return lines
  }
}

describe('a good environment', () => {
  test('is read: everything that can be set', () => {
    expect(readConfig({ ...required, ...optional } as unknown as NodeJS.ProcessEnv)).toEqual({
      ...required,
      ...optional,
      SLIPWAY_BUILDS_AT_ONCE: 4,
      SLIPWAY_FRESHNESS_HOURS: 0.5,
      SLIPWAY_BUILD_TIMEOUT: 60,
      SLIPWAY_BUILD_SILENCE: 0,
      SLIPWAY_DISK_RESERVE: 2500,
      SLIPWAY_PROXIES: 2,
      SLIPWAY_LIMIT_SIGN_INS: 10,
      SLIPWAY_LIMIT_REQUESTS: 100,
      SLIPWAY_LIMIT_LOOKUPS: 0,
      SLIPWAY_LIMIT_STREAMS: 5,
      SLIPWAY_LIMIT_BUILDS: 12,
      SLIPWAY_BUILD_OUTPUT: 128,
      SLIPWAY_LOG_LIMIT: 16,
      SLIPWAY_LOG_DAYS: 30,
      SLIPWAY_BASE_IMAGES: ['debian:12', 'ubuntu:24.04'],
      SLIPWAY_GROUPS: ['vision'],
      SLIPWAY_REGISTRY_HOSTS_ALLOWED: ['harbour.example.org:5000', '*.corp.example.org'],
      SLIPWAY_CONDA_CHANNEL_ALIAS: 'https://conda.example.org',
      SLIPWAY_PIP_URLS: true,
    })
  })

  test.each([{}, Object.fromEntries(Object.keys(optional).map((name) => [name, '']))])(
    'needs no more than what is required, and what is empty is not set',
    (others) => {
      expect(readConfig({ ...required, ...others } as unknown as NodeJS.ProcessEnv)).toMatchObject({
        SLIPWAY_DATA: path.resolve('data'),
        SLIPWAY_BUILDS_AT_ONCE: 2,
        SLIPWAY_FRESHNESS_HOURS: 6,
        SLIPWAY_BUILD_TIMEOUT: 7200,
        SLIPWAY_BUILD_SILENCE: 3600,
        SLIPWAY_BUILD_NETWORK: 'default',
        SLIPWAY_PIP_URLS: false,
      })
    },
  )

  test('is documented', () => {
    const documentation = readFileSync('docs/configuration.md', 'utf8')
    expect(names.filter((name) => !documentation.includes(`\`${name}\``))).toEqual([])
  })
})

const address = 'must be an http or https address.'
const noLogin =
  'must not contain a user name or password: they would be written into the files of every build.'
const atOnce = 'must be a whole number from 1 to 64.'

test.each([
  ['SLIPWAY_URL', 'images.example.org', address],
  ['SLIPWAY_URL', 'ftp://images.example.org', address],
  ['SLIPWAY_SECRET', 'x'.repeat(31), 'must have at least 32 characters.'],
  ['SLIPWAY_SECRET_OLD', 'x'.repeat(31), 'must have at least 32 characters.'],
  ['SLIPWAY_OIDC_ISSUER', 'sign-in.example.org', address],
  ['SLIPWAY_OIDC_MANAGER_ROLE', 'manager', 'must contain {group}.'],
  ['SLIPWAY_REGISTRY', 'https://registry.example.org', 'must be host or host:port.'],
  ['SLIPWAY_REGISTRY_PREFIX', 'Team', 'must be lowercase letters, numbers, and . _ - / between them.'],
  ['SLIPWAY_BUILDS_AT_ONCE', '0', atOnce],
  ['SLIPWAY_BUILDS_AT_ONCE', '65', atOnce],
  ['SLIPWAY_BUILDS_AT_ONCE', '1.5', atOnce],
  ['SLIPWAY_BUILDS_AT_ONCE', 'many', atOnce],
  ['SLIPWAY_BUILD_TIMEOUT', '-1', 'must be a whole number from 0 to 604800.'],
  ['SLIPWAY_METRICS_TOKEN', 'short', 'must have at least 16 characters.'],
  ['SLIPWAY_FRESHNESS_HOURS', '-1', 'must be a number of hours from 0 to 8760.'],
  ['SLIPWAY_FRESHNESS_HOURS', 'often', 'must be a number of hours from 0 to 8760.'],
  ['SLIPWAY_BUILD_NETWORK', 'bridge', 'must be default or host.'],
  ['SLIPWAY_PIP_INDEX_URL', 'pypi.example.org', address],
  ['SLIPWAY_PIP_INDEX_URL', 'https://me@pypi.example.org/simple', noLogin],
  ['SLIPWAY_PIP_INDEX_URL', 'https://me:secret@pypi.example.org/simple', noLogin],
  ['SLIPWAY_PIP_INDEX_URL', 'https://:secret@pypi.example.org/simple', noLogin],
  ['SLIPWAY_CONDA_CHANNEL_ALIAS', 'https://me:secret@conda.example.org', noLogin],
  ['SLIPWAY_CONDA_CHANNEL_ALIAS', 'conda.example.org', address],
  ['SLIPWAY_PIP_URLS', 'maybe', 'must be true or false.'],
])('%s=%s is refused in one line', (name, value, fault) => {
  expect(faultsOf({ ...required, [name]: value })).toEqual([`${name} ${fault}`])
})

test('whatever is required and missing is named, all at once', () => {
  expect(faultsOf({})).toEqual(Object.keys(required).map((name) => `${name} is not set.`))
  const empty = Object.fromEntries(names.map((name) => [name, '']))
  expect(faultsOf(empty)).toEqual(Object.keys(required).map((name) => `${name} is not set.`))
})

test('the line about a password does not repeat it', () => {
  const [line] = faultsOf({ ...required, SLIPWAY_PIP_INDEX_URL: 'https://me:hush@pypi.example.org' })
  expect(line).not.toMatch(/hush/)
})
