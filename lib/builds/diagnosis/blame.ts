/** From the names that a package manager prints to the lines of the form. */
import { parseApt } from '#lib/images/apt.ts'
import { parseConda } from '#lib/images/conda.ts'
import { parsePip } from '#lib/images/pip.ts'
import { foldPipName } from '#lib/images/pip-requirement.ts'
import type { PackageManager } from '#lib/images/types.ts'
import type { Lists } from './failure.ts'

type Spec = Lists
type Named = { line: number; name: string }

const readers: Record<PackageManager, (text: string) => Named[]> = {
  apt: (text) => parseApt(text).packages,
  conda: (text) => parseConda(text, { allowUrls: true }).packages,
  pip: (text) => parsePip(text, { allowUrls: true }).packages,
}

/** Each manager's own rule for names that are the same. */
export const folds: Record<PackageManager, (name: string) => string> = {
  apt: (name) => name.replace(/:.*$/, '').replace(/(?<=[a-z0-9])\+$/, ''),
  conda: (name) => name.toLowerCase(),
  pip: foldPipName,
}

/** The field and the lines to blame for these names, as far as the form has them; lines count from 1. */
export function blame(spec: Spec, manager: PackageManager, names: readonly string[]) {
  const fold = folds[manager]
  const wanted = new Set(names.map(fold))
  const found = requested(spec, manager).filter(({ name }) => wanted.has(fold(name)))
  return at(
    spec,
    manager,
    found.map(({ line }) => line),
  )
}

/** A field with those lines that it has, each once and in order; without `lines` where there are none. */
export function at(spec: Spec, field: PackageManager, lines: readonly number[]) {
  const count = spec[field].split('\n').length
  const ordered = [...new Set(lines)].filter((line) => line <= count).sort((a, b) => a - b)
  return ordered.length > 0 ? { field, lines: ordered } : { field }
}

/** The packages that a list of the form asks for. */
export function requested(spec: Spec, manager: PackageManager): Named[] {
  return readers[manager](spec[manager])
}

/** `a`, `a and b`, `a, b and c`, each in quotes; more than six are counted. */
export function quoted(names: readonly string[]): string {
  const all = names.slice(0, 6).map((name) => `“${name}”`)
  if (names.length > 6) all.push(`${names.length - 6} more`)
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

/** ` (line 3)`, ` (lines 3 and 5)`, or nothing. */
export function place(lines: readonly number[] = []): string {
  if (lines.length === 0) return ''
  const list = lines.length === 1 ? `${lines[0]}` : `${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`
  return ` (line${lines.length === 1 ? '' : 's'} ${list})`
}
