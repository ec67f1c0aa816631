/** How often one person may ask, or one address where nobody is signed in. Kept in memory: a restart forgets it. */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { type Config, config } from '#lib/config.ts'
import { LimitReached } from '#lib/limit-reached.ts'

type Setting = Extract<keyof Config, `SLIPWAY_LIMIT_${string}`>
type Limit = { setting: Setting; duration: number; words: (most: number) => string }

const minute = 60
const hour = 3600

const limits = {
  signIns: {
    setting: 'SLIPWAY_LIMIT_SIGN_INS',
    duration: minute,
    words: (most) => `From your address people signed in more than ${most} times in a minute.`,
  },
  requests: {
    setting: 'SLIPWAY_LIMIT_REQUESTS',
    duration: minute,
    words: (most) => `You asked more than ${most} times in a minute.`,
  },
  lookUps: {
    setting: 'SLIPWAY_LIMIT_LOOKUPS',
    duration: minute,
    words: (most) => `You had registries asked more than ${most} times in a minute.`,
  },
  builds: {
    setting: 'SLIPWAY_LIMIT_BUILDS',
    duration: hour,
    words: (most) => `You asked for more than ${most} builds in an hour.`,
  },
} satisfies Record<string, Limit>

type Kind = keyof typeof limits

/** A person by id; the address of whoever is not signed in. */
export type Caller = { userId: number } | { address: string }

/** Next loads this module more than once in a process. */
const shared = globalThis as { [key: symbol]: Map<string, RateLimiterMemory> | undefined }
const key = Symbol.for('slipway.limits')

/** Counts one more of `kind` for a caller. Throws LimitReached when that is too many; a setting of 0 never is. */
export async function spend(kind: Kind, caller: Caller): Promise<void> {
  const { setting, duration, words } = limits[kind]
  const most = config()[setting]
  if (most === 0) return
  try {
    await limiter({ kind, points: most, duration }).consume(callerKey(caller))
  } catch (refusal) {
    const { msBeforeNext } = refusal as RateLimiterRes
    throw new LimitReached(words(most), Math.max(1, Math.ceil(msBeforeNext / 1000)))
  }
}

/** One name for a caller. An IPv6 network of 64 bits is one: whoever has an address there has all of them. */
export function callerKey(caller: Caller): string {
  if ('userId' in caller) return `person ${caller.userId}`
  return `address ${networkOf(caller.address)}`
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0')
  return [...groups, ...(tail === undefined ? [] : zeros), ...rest].slice(0, 4).join(':')
}

function limiter({ kind, points, duration }: { kind: Kind; points: number; duration: number }) {
  shared[key] ??= new Map()
  const name = `${kind} ${points}`
  const known = shared[key].get(name) ?? new RateLimiterMemory({ points, duration })
  shared[key].set(name, known)
  return known
}
