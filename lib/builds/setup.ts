/** The checklist of a new installation: what was found, what is missing, and the one link that mends it. */
import type { RegistryReport } from './engine-report.ts'
import { engineStep, type SetupEngine } from './setup-engines.ts'

export type SetupStep = {
  name: 'Engine' | 'Registry' | 'Sign-in' | 'Groups' | 'First image'
  /** `waiting`: nobody has looked yet. */
  state: 'done' | 'missing' | 'broken' | 'waiting'
  found: string
  mend: { href: string; label: string } | null
}

export type SetupFacts = {
  now: number
  engines: SetupEngine[]
  /** Where builds are pushed now. */
  target: { registry: string; prefix: string; username: string }
  /** The last test of a registry, which may have been another one. */
  registry: RegistryReport | null
  issuer: string
  /** See `areAddressesHidden`. */
  areAddressesHidden: boolean
  people: number
  groups: number
  images: number
  readyImages: number
}

/** Every step of the checklist, in the order in which they build on each other. */
export function setupSteps(facts: SetupFacts): SetupStep[] {
  return [engineStep(facts), registryStep(facts), signInStep(facts), groupsStep(facts), imageStep(facts)]
}

function registryStep({ target, registry }: SetupFacts): SetupStep {
  const place = `${target.registry}/${target.prefix}`
  const mend = { href: '/admin/settings', label: 'Set the registry' }
  const isSame =
    registry && (['registry', 'prefix', 'username'] as const).every((key) => registry[key] === target[key])
  if (!registry || !isSame)
    return {
      name: 'Registry',
      state: 'waiting',
      found: `${place} was not tried yet; the builder does within half a minute.`,
      mend,
    }
  if (registry.ok)
    return { name: 'Registry', state: 'done', found: `${place} answers and lets Slipway push.`, mend: null }
  return { name: 'Registry', state: 'broken', found: registry.fault ?? `${place} cannot be pushed to.`, mend }
}

function signInStep({ issuer, people, areAddressesHidden }: SetupFacts): SetupStep {
  const count =
    people === 1 ? 'You are the only one who has signed in so far.' : `${people} people have signed in.`
  return {
    name: 'Sign-in',
    state: 'done',
    found: [`${issuer} lets people in.`, count, ...(areAddressesHidden ? [hidden] : [])].join(' '),
    mend: null,
  }
}

const hidden =
  'From where some requests came could not be told. If a proxy of yours stands in front of Slipway, set SLIPWAY_PROXIES to how many there are and have it write X-Forwarded-For: until then everybody has its address, in limits and in the audit trail.'

function groupsStep({ groups }: SetupFacts): SetupStep {
  if (groups > 0) {
    const found = groups === 1 ? '1 group is known.' : `${groups} groups are known.`
    return { name: 'Groups', state: 'done', found, mend: null }
  }
  return {
    name: 'Groups',
    state: 'missing',
    found:
      'No group is known. They appear when their people sign in, or are made by hand; images are shared with them.',
    mend: { href: '/admin/groups/new', label: 'Add a group' },
  }
}

function imageStep({ images, readyImages }: SetupFacts): SetupStep {
  if (readyImages > 0)
    return { name: 'First image', state: 'done', found: 'An image is ready to use.', mend: null }
  if (images > 0)
    return {
      name: 'First image',
      state: 'missing',
      found: 'There is an image, but none is ready yet.',
      mend: { href: '/admin/images', label: 'Look at the images' },
    }
  return {
    name: 'First image',
    state: 'missing',
    found: 'The catalogue is empty.',
    mend: { href: '/admin/images/new', label: 'Add an image' },
  }
}
