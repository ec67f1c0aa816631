import { condaBuildFault, readCondaBrackets } from './conda-brackets.ts'
import { condaChannelFault } from './conda-channel.ts'
import { condaVersionFault } from './conda-version.ts'
import { isFile } from './pasted-command.ts'

/** The parts of a match specification, as typed; `name` in lowercase, as conda compares it. */
export type CondaSpecification = { name: string; channel?: string; version?: string; build?: string }

/**
 * Reads one match specification: `(channel(/subdir):(namespace):)name(version(build))[key1=value1,…]`, the grammar of
 * the conda manual with all three ways to write a version: `numpy=1.2`, `numpy>=1.2,<2`, `numpy 1.2.* py311_0`.
 * Returns why it is none otherwise.
 */
export function readCondaSpecification(text: string, allowUrls: boolean): CondaSpecification | string {
  if (isFile(text)) return 'A package is given by name, not by its file.'
  const [, head, inside] = /^([^[\]]*)(?:\[([^[\]]*)\])?$/.exec(text) ?? []
  if (head === undefined) return 'The brackets do not match.'
  const place = readPlace(head, allowUrls)
  if (typeof place === 'string') return place
  const match = readMatch(place.rest)
  if (typeof match === 'string') return match
  const keys = inside === undefined ? undefined : readCondaBrackets(inside, allowUrls)
  if (typeof keys === 'string') return keys
  const channel = keys?.get('channel') ?? place.channel
  const version = keys?.get('version') ?? match.version
  const build = keys?.get('build') ?? match.build
  const name = match.name.toLowerCase()
  return { name, ...(channel && { channel }), ...(version && { version }), ...(build && { build }) }
}

/** The channel in front, if any; conda splits at the last two colons. */
function readPlace(head: string, allowUrls: boolean): { channel?: string; rest: string } | string {
  const colon = head.lastIndexOf(':')
  if (colon === -1) return { rest: head }
  const before = head.slice(0, colon).lastIndexOf(':')
  if (before === -1) return `Two colons stand between channel and package: ${head.replace(':', '::')}`
  const channel = head.slice(0, before)
  const namespace = head.slice(before + 1, colon)
  const fault = condaChannelFault(channel, allowUrls)
  if (fault) return fault
  if (!/^[A-Za-z0-9._-]*$/.test(namespace)) return `“${namespace}” is not a namespace.`
  return { channel, rest: head.slice(colon + 1) }
}

function readMatch(text: string): { name: string; version?: string; build?: string } | string {
  const [, name = '', tail = ''] = /^([^\s=<>!~]*)(.*)$/.exec(text) ?? []
  const fault = nameFault(name, text)
  if (fault) return fault
  if (tail === '') return { name }
  const [version = '', build, ...others] = splitTail(tail)
  if (others.length > 0) return onePerLine
  if (!/[0-9*]/.test(version) && !/[=<>!~]/.test(version)) return onePerLine
  const wrong = condaVersionFault(version) ?? (build === undefined ? undefined : condaBuildFault(build))
  return wrong ?? { name, version, ...(build !== undefined && { build }) }
}

const onePerLine = 'One package per line. After a name and a space stands a version, as in “numpy 1.26.*”.'

/** Version and build: apart by a space or, as in `=1.2=py311_0`, by an equals sign. */
function splitTail(tail: string): string[] {
  const words = tail
    .replace(/\s*([,|])\s*/g, '$1')
    .replace(/([=<>!~])\s+/g, '$1')
    .trim()
    .split(/\s+/)
  if (words.length > 1) return [words[0] ?? '', (words[1] ?? '').replace(/^=/, ''), ...words.slice(2)]
  const [, version, build] = /^(.*[^=<>!~,|])=([^=<>!~,|]+)$/.exec(words[0] ?? '') ?? []
  return version !== undefined && build !== undefined ? [version, build] : words
}

function nameFault(name: string, text: string) {
  if (name === '') return `The name of the package is missing before “${text}”.`
  if (/^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name)) return undefined
  if (name.includes('*')) return 'A pattern could install any number of packages. Type the full name.'
  if (/[,;]/.test(name)) return 'One package per line.'
  const strange = /[^A-Za-z0-9._-]/.exec(name)?.[0]
  return strange
    ? `“${strange}” cannot stand in the name of a conda package.`
    : `The name of a conda package does not start with “${name[0]}”.`
}
