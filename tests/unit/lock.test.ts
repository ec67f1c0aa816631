import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Entry = {
  version?: string
  license?: string
  integrity?: string
  dev?: boolean
  optionalDependencies?: Record<string, string>
  resolved?: string
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>
}
const installed = new Set(Object.keys(packages).map((place) => place.replace(/^.*node_modules\//, '')))

test('the lock has an entry for every platform’s package, or npm ci refuses it elsewhere', () => {
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
  expect(wanted.filter((name) => !installed.has(name))).toEqual([])
})

test('the lock names no registry', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith('http'))).toEqual([])
})

test('everything that is installed is bound to its contents', () => {
  const packed = Object.entries(packages).filter(([place]) => place !== '')
  expect(
    packed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place),
  ).toEqual([])
})

/** Below these are advisories that concern Slipway; see docs/security.md. */
const floors = { next: '16.4.5', 'next-auth': '4.24.15', 'better-sqlite3': '12.8.0' }

test.each(Object.entries(floors))('%s is at least %s', (name, floor) => {
  const version = packages[`node_modules/${name}`]?.version ?? ''
  expect(compare(version, floor), version).toBeGreaterThanOrEqual(0)
})

/** Licences under which Slipway may be run and given on. The second list is for tools that are not part of it. */
const licences = ['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0', 'OFL-1.1', 'CC-BY-4.0']
const linked = ['LGPL-3.0-or-later']
const ofTools = ['BlueOak-1.0.0']

test('every package has a licence that allows what is done with it', () => {
  const faults = Object.entries(packages).filter(([place, { license = '', dev = false }]) => {
    const allowed = [...licences, ...linked, ...(dev ? ofTools : [])]
    return place !== '' && !license.split(/ (?:AND|OR) /).every((each) => allowed.includes(each))
  })
  expect(faults.map(([place, { license }]) => `${place}: ${license}`)).toEqual([])
})

function compare(version: string, floor: string): number {
  const [one, other] = [version, floor].map((text) => text.split('.').map(Number))
  const at = (other ?? []).findIndex((part, index) => part !== one?.[index])
  return at < 0 ? 0 : (one?.[at] ?? Number.NaN) - (other?.[at] ?? 0)
}

test('no package runs a script when it is installed', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
})
