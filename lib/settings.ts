/** Settings as they hold now: what administrators set on screens, else the environment. */
import { z } from 'zod'
import { getSetting } from '#db/queries/settings.ts'
import { registryName } from '#lib/images/registry-name.ts'
import { config } from './config.ts'
import { purposes } from './secrets/purposes.ts'
import { open, seal } from './secrets/seal.ts'

type Login = { registry: string; username: string; password: string }

/** A password as it is kept in the registry setting; without one, nothing. */
export function sealPushPassword({ registry, username, password }: Login): string {
  return password && seal(password, purposes.pushPassword, [registry, username])
}

const kept = z.object({
  registry: z.string(),
  prefix: z.string(),
  username: z.string(),
  /** Empty without a login. */
  sealedPassword: z.string(),
})

/** The registry setting as it is kept. */
export type KeptRegistry = z.output<typeof kept>

export type PushRegistry = {
  registry: string
  prefix: string
  username: string
  password: string
  source: 'settings' | 'environment'
  /** The password was sealed with another SLIPWAY_SECRET and is empty here. */
  isUnreadable: boolean
  /** What `saveSetting` wants to be told as `seen`. */
  updatedAt: number
}

/** Where builds are pushed from now on, and as whom. The setting wins over SLIPWAY_REGISTRY*. */
export function pushRegistry(): PushRegistry {
  const setting = getSetting('registry')
  const found = kept.safeParse(setting?.value)
  if (!setting || !found.success) return { ...environmentRegistry(), updatedAt: setting?.updatedAt ?? 0 }
  const { sealedPassword, ...facts } = found.data
  const password = openOrNull(sealedPassword, facts)
  const registry = registryName(facts.registry)
  const known = { ...facts, registry, password: password ?? '', isUnreadable: password === null }
  return { ...known, source: 'settings', updatedAt: setting.updatedAt }
}

/** What SLIPWAY_REGISTRY* say. */
export function environmentRegistry(): Omit<PushRegistry, 'updatedAt'> {
  const set = config()
  return {
    registry: set.SLIPWAY_REGISTRY,
    prefix: set.SLIPWAY_REGISTRY_PREFIX,
    username: set.SLIPWAY_REGISTRY_USERNAME,
    password: set.SLIPWAY_REGISTRY_PASSWORD,
    source: 'environment',
    isUnreadable: false,
  }
}

function openOrNull(sealed: string, { registry, username }: Omit<Login, 'password'>): string | null {
  if (sealed === '') return ''
  try {
    return open(sealed, purposes.pushPassword, [registry, username])
  } catch {
    return null
  }
}

const housekeepingSetting = z.object({
  /** Builds that each image keeps; 0 for all. */
  keepBuilds: z.number().int().nonnegative(),
  /** Whether the registry's copies of removed builds go, too. */
  removesCopies: z.boolean(),
  /** What each engine's build cache may take, in GB (10⁹ bytes); 0 for no bound. */
  cacheGigabytes: z.number().int().nonnegative(),
})

/** The housekeeping setting as it is kept. */
export type KeptHousekeeping = z.output<typeof housekeepingSetting>
export type Housekeeping = KeptHousekeeping & { updatedAt: number }

const usualHousekeeping: KeptHousekeeping = { keepBuilds: 20, removesCopies: false, cacheGigabytes: 20 }

/** What is kept of builds and of the engines' caches. */
export function housekeeping(): Housekeeping {
  const setting = getSetting('housekeeping')
  const found = housekeepingSetting.safeParse(setting?.value)
  return { ...(found.data ?? usualHousekeeping), updatedAt: setting?.updatedAt ?? 0 }
}
