/**
 * Frees what a tool printed from the names of the machine that it ran on. The rule: each server of a trial has a name
 * below `example`, folders are called `/data`, every other private address `host.example`; nothing else is changed.
 */
import path from 'node:path'
import { mainMirror, readDistribution } from '../../scripts/up/apt/distribution.ts'

/** Private IPv4 addresses, with their port. */
const privateAddress = /\b(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}(?::\d+)?/g

/** What must not stand in a fixture. */
export const ofThisMachine = new RegExp(
  `${privateAddress.source}|/(?:work|root|home)/|/tmp/(?:slipway|w)-|\\.test/`,
)

/** A function that does so; `names` are those of the trial. */
export function normaliser(names: Record<string, string> = {}): (text: string) => string {
  const distribution = readDistribution()
  const mirror = distribution ? { [new URL(mainMirror(distribution).uri).host]: 'deb.example' } : {}
  const all = Object.entries({
    ...names,
    [process.env.SLIPWAY_REGISTRY ?? 'registry.example']: 'registry.example',
    ...mirror,
    [path.resolve('.test')]: '/data',
  })
  return (text) =>
    all
      .sort(([a], [b]) => b.length - a.length)
      .reduce((told, [ours, theirs]) => told.replaceAll(ours, theirs), text)
      .replaceAll(privateAddress, 'host.example')
      .replaceAll(/\/data\/failing-(?!disk|engine)\w+/g, '/data/builds/1')
}

/** The same for every text in a value. */
export function normaliseAll<Value>(value: Value, normalise: (text: string) => string): Value {
  if (typeof value === 'string') return normalise(value) as Value
  if (Array.isArray(value)) return value.map((item) => normaliseAll(item, normalise)) as Value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, normaliseAll(item, normalise)])
  return Object.fromEntries(entries) as Value
}
