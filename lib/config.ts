/** The environment, read once and checked: see docs/configuration.md. */
import path from 'node:path'
import { z } from 'zod'
import { dataFolder } from '#db/data-folder.ts'
import { registryName } from '#lib/images/registry-name.ts'

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
const openUrl = url.refine((value) => !hasLogin(value), {
  error: 'must not contain a user name or password: they would be written into the files of every build',
})
const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`
  return z.coerce.number(error).int(error).min(min, error).max(max, error)
}

const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

const hours = 'must be a number of hours from 0 to 8760'

const schema = z.object({
  SLIPWAY_URL: url.transform((value) => value.replace(/\/+$/, '')),
  SLIPWAY_SECRET: z.string().min(32, 'must have at least 32 characters'),
  SLIPWAY_SECRET_OLD: z.string().min(32, 'must have at least 32 characters').optional(),
  SLIPWAY_DATA: z.string().optional().transform(dataFolder),
  SLIPWAY_DISK_RESERVE: whole(0, 10_000_000).default(1000),
  SLIPWAY_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SLIPWAY_LOG: z.enum(['json', 'text'], 'must be json or text').optional(),
  SLIPWAY_OIDC_ISSUER: url,
  SLIPWAY_OIDC_CLIENT_ID: z.string().min(1),
  SLIPWAY_OIDC_CLIENT_SECRET: z.string().min(1),
  SLIPWAY_OIDC_SCOPE: z.string().default('openid profile email groups'),
  SLIPWAY_OIDC_GROUPS_CLAIM: z.string().min(1).default('groups'),
  SLIPWAY_OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
  SLIPWAY_OIDC_ADMIN_ROLE: z.string().min(1).default('slipway-admin'),
  SLIPWAY_OIDC_ADMIN_GROUP: z.string().trim().min(1).optional(),
  SLIPWAY_OIDC_MANAGER_ROLE: z
    .string()
    .includes('{group}', { error: 'must contain {group}' })
    .default('manager:{group}'),
  SLIPWAY_PROXIES: whole(0, 9).default(0),
  SLIPWAY_LIMIT_SIGN_INS: whole(0, 1_000_000).default(120),
  SLIPWAY_LIMIT_REQUESTS: whole(0, 1_000_000).default(600),
  SLIPWAY_LIMIT_LOOKUPS: whole(0, 1_000_000).default(60),
  SLIPWAY_LIMIT_STREAMS: whole(0, 1_000_000).default(30),
  SLIPWAY_LIMIT_BUILDS: whole(0, 1_000_000).default(60),
  SLIPWAY_REGISTRY: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d{1,5})?$/i, 'must be host or host:port')
    .transform(registryName),
  SLIPWAY_REGISTRY_PREFIX: z
    .string()
    .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, 'must be lowercase letters, numbers, and . _ - / between them')
    .default('slipway'),
  SLIPWAY_REGISTRY_USERNAME: z.string().default(''),
  SLIPWAY_REGISTRY_PASSWORD: z.string().default(''),
  SLIPWAY_REGISTRY_HOSTS_ALLOWED: list,
  SLIPWAY_BUILDX: z.string().default('docker-buildx'),
  SLIPWAY_BUILDS_AT_ONCE: whole(1, 64).default(2),
  SLIPWAY_BUILD_TIMEOUT: whole(0, 7 * 24 * 3600).default(2 * 3600),
  SLIPWAY_BUILD_SILENCE: whole(0, 7 * 24 * 3600).default(3600),
  SLIPWAY_BUILD_OUTPUT: whole(1, 1024 * 1024).default(512),
  SLIPWAY_LOG_LIMIT: whole(1, 1024).default(64),
  SLIPWAY_LOG_DAYS: whole(0, 3650).default(7),
  SLIPWAY_BUILD_NETWORK: z.enum(['default', 'host'], 'must be default or host').default('default'),
  SLIPWAY_FRESHNESS_HOURS: z.coerce.number(hours).min(0, hours).max(8760, hours).default(6),
  SLIPWAY_BASE_IMAGES: list,
  SLIPWAY_GROUPS: list,
  SLIPWAY_PIP_INDEX_URL: openUrl.optional(),
  SLIPWAY_CONDA_CHANNEL_ALIAS: openUrl.transform((value) => value.replace(/\/+$/, '')).optional(),
  SLIPWAY_PIP_URLS: z.stringbool('must be true or false').default(false),
})

export type Config = z.output<typeof schema>

/** Reads and checks an environment. Throws an Error whose message has one line per fault. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0])
    return given[name] === undefined ? `${name} is not set.` : `${name} ${issue.message}.`
  })
  throw new Error(['Slipway cannot start:', ...lines, 'See docs/configuration.md.'].join('\n'))
}

let current: Config | undefined

/** This process's configuration. */
export function config(): Config {
  current ??= readConfig()
  return current
}

/** Absolute path of one build's folder. */
export function buildFolder(buildId: number): string {
  return path.join(config().SLIPWAY_DATA, 'builds', String(buildId))
}

function hasLogin(address: string): boolean {
  const { username = '', password = '' } = URL.parse(address) ?? {}
  return username !== '' || password !== ''
}
