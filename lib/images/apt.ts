import { type PackageLine, type ParsedList, parseLines } from './package-line.ts'
import { isFile, leadingOption, pastedCommandFault } from './pasted-command.ts'

/** A Debian package as apt-get takes it; `argument` is the word that it is given. */
export type AptPackage = {
  name: string
  version?: string
  architecture?: string
  release?: string
  argument: string
}

/**
 * Reads a list of Debian packages: `name`, `name=version`, `name:architecture`, `name/release`, one on each line.
 * Names follow Debian Policy 5.6.1, versions deb-version(7); a version may end in `*`, as apt-get allows.
 */
export function parseApt(text: string): ParsedList<AptPackage & PackageLine> {
  return parseLines(text, readApt)
}

/** What `apt-get install --` gets, one argument for each package, in the order typed. Faults are left out. */
export function aptArguments(text: string): string[] {
  return parseApt(text).packages.map((apt) => apt.argument)
}

const name = '[a-z0-9][a-z0-9+.-]*[a-z0-9+.]'
const architecture = ':(?<architecture>[a-z0-9]+(?:-[a-z0-9]+)*)'
const version = '=(?<version>(?:[0-9]+:)?[0-9](?:[A-Za-z0-9.+~-]*[A-Za-z0-9.+~])?\\*?)'
const release = '/(?<release>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)'
const aptLine = new RegExp(`^(?<name>${name})(?:${architecture})?(?:${version}|${release})?$`)

function readApt(content: string): AptPackage | string {
  const groups = aptLine.exec(content)?.groups
  if (!groups?.name || isPattern(groups.name) || isFile(content)) return aptReason(content)
  const { name, version, architecture, release } = groups
  return {
    name,
    ...(version && { version }),
    ...(architecture && { architecture }),
    ...(release && { release }),
    argument: content,
  }
}

/** apt-get takes a name that it does not know for a regular expression: `lib.+` would install hundreds. */
function isPattern(name: string) {
  return /\.(?:[.+]|$)/.test(name)
}

function aptReason(content: string): string {
  const option = leadingOption(content)
  if (option && !/^-\s/.test(content)) {
    return `“${option}” is an option, not a package. How apt-get runs is set by an administrator.`
  }
  return (
    pastedCommandFault(content) ??
    spaceReason(content) ??
    fileReason(content) ??
    versionReason(content) ??
    lowercaseReason(content) ??
    nameReason(content)
  )
}

function spaceReason(content: string) {
  if (!/\s/.test(content)) return undefined
  const isList = content.split(/\s+/).every((word) => aptLine.test(word))
  if (isList) return 'One package per line: put each of these on a line of its own.'
  if (/[=:/<>]\s|\s[=:/<>]/.test(content)) return 'Leave out the spaces, as in name=version.'
  return 'A Debian package has no spaces in its name. One package per line.'
}

function fileReason(content: string) {
  return isFile(content) || /^[./~]|:\/\//.test(content)
    ? 'A file or an address cannot be installed here: type the name of a package of the distribution.'
    : undefined
}

function versionReason(content: string) {
  const [, name, operator, version] = /^([^<>=~!]*)(===|==|>=|<=|~=|!=|>|<)(.*)$/.exec(content) ?? []
  if (!operator) return undefined
  if (operator === '==') return `apt-get has one “=” between name and version: ${name}=${version}`
  return `apt-get has no “${operator}”. Type the name alone for the newest version, or name=version.`
}

function lowercaseReason(content: string) {
  const name = content.split(/[=:/]/, 1)[0] ?? ''
  const lower = name.toLowerCase() + content.slice(name.length)
  if (name === name.toLowerCase() || !aptLine.test(lower)) return undefined
  return `Debian package names are lowercase: did you mean “${lower}”?`
}

function nameReason(content: string) {
  if (content.endsWith('-')) return `“${content}” ends with “-”, which tells apt-get to remove the package.`
  if (/[*?[\]^|~]|\.(?:[.+]|$)/.test(content)) {
    return 'A pattern could install any number of packages. Type each package by its full name.'
  }
  const strange = /[^a-zA-Z0-9+.:=/-]/.exec(content)?.[0]
  if (strange) return `“${strange}” cannot stand in the name of a Debian package.`
  if (/^[a-z0-9][a-z0-9+.-]+=/.test(content)) return 'A Debian version starts with a digit, as in name=1.2-3.'
  return `“${content}” is not the name of a Debian package: two or more lowercase letters, digits, “+”, “-”, “.”.`
}
