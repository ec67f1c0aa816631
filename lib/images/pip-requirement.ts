import { validRange } from '@renovatebot/pep440'
import { parsePipRequirementsLine } from 'pip-requirements-js'
import { isFile } from './pasted-command.ts'

/** A requirement by name: `specifier` is empty where any version will do. */
export type PipRequirement = { name: string; extras: string[]; specifier: string; marker?: string }

const identifier = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?'
const requirement = new RegExp(`^(${identifier})\\s*(?:\\[([^\\]]*)\\])?\\s*([^;]*)(?:;(.*))?$`)
/** Deep nesting takes the library milliseconds a line; real conditions have up to six. */
const maximumNesting = 20
const clause = /^(===|~=|==|!=|<=|>=|<|>)\s*([A-Za-z0-9._+!*-]+)$/

/** Names that pip takes for the same: `Ruamel_Yaml` and `ruamel.yaml` are `ruamel-yaml` (PEP 503). */
export function foldPipName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase()
}

/** Reads `name[extras]specifier; marker` by PEP 508, or says why it cannot be read. The text is ASCII and short. */
export function readPipRequirement(text: string): PipRequirement | string {
  const [, name, inside = '', versions = '', marker] = requirement.exec(text) ?? []
  if (name === undefined) return nameReason(text)
  if (isFile(text.split(/[;[]/, 1)[0]?.trim() ?? ''))
    return 'A file cannot be installed here, only packages by name.'
  const extras = inside.split(',').map((extra) => extra.trim())
  if (inside.trim() !== '' && !extras.every((extra) => new RegExp(`^${identifier}$`).test(extra))) {
    return `“[${inside}]” is not a list of extras, as in ${name}[all].`
  }
  const specifier = /^\((.+)\)$/.exec(versions.trim())?.[1] ?? versions
  const fault =
    specifierFault(name, specifier.trim()) ?? (marker === undefined ? undefined : markerFault(marker))
  if (fault) return fault
  return {
    name: foldPipName(name),
    extras: inside.trim() === '' ? [] : extras,
    specifier: specifier.trim(),
    ...(marker !== undefined && { marker: marker.trim() }),
  }
}

function specifierFault(name: string, specifier: string): string | undefined {
  if (specifier === '') return undefined
  if (specifier.startsWith(',')) return 'One package per line.'
  for (const part of specifier.split(',')) {
    const fault = clauseFault(name, part.trim())
    if (fault) return fault
  }
  return undefined
}

function clauseFault(name: string, part: string) {
  const [, operator, version = ''] = clause.exec(part) ?? []
  if (!operator) return noClauseReason(name, part)
  if (operator === '===' || validRange(operator + version)) return undefined
  if (!validRange(`==${version}`)) return `“${version}” is not a version that pip knows.`
  if (version.endsWith('*')) return `“${operator}” takes a complete version, without “*”: ${part}`
  if (operator === '~=') return `“~=” takes at least two numbers, as in ~=${version}.0`
  return `“${part}” cannot have a local version, the part from “+” on.`
}

function noClauseReason(name: string, part: string) {
  const single = /^=\s*([^=\s].*)$/.exec(part)?.[1]
  if (single) return `pip has two “=” between name and version: ${name}==${single}`
  if (/^[0-9][0-9A-Za-z.]*$/.test(part)) return `Between name and version stands “==”: ${name}==${part}`
  if (part === '') return 'A version is missing at a comma.'
  if (/^(===|~=|==|!=|<=|>=|<|>)$/.test(part)) return `A version is missing after “${part}”.`
  if (/^[A-Za-z]/.test(part)) return 'One package per line.'
  return `“${part}” is not a version of ${name}. Versions are asked for as in ${name}>=1.2,<3`
}

/** The library reads markers; it does not know `===` and the dotted names of before PEP 508, which pip still reads. */
function markerFault(marker: string) {
  if (marker.split('(').length > maximumNesting) return 'The condition has too many parentheses.'
  const known = marker
    .replaceAll('===', '==')
    .replace(/\b(os|sys|platform)\.(name|platform|version|machine|python_implementation)\b/g, '$1_$2')
    .replace(/(?<!platform_)\bpython_implementation\b/g, 'platform_python_implementation')
  try {
    parsePipRequirementsLine(`x;${known}`)
    return undefined
  } catch {
    return `“${marker.trim()}” is not a condition that pip knows, as in python_version < "3.9"`
  }
}

function nameReason(text: string) {
  if (/^[./~]|^[A-Za-z]:\\/.test(text))
    return 'A file or folder cannot be installed here, only packages by name.'
  const strange = /[^A-Za-z0-9._-]/.exec(text)?.[0]
  if (strange && !/[\s[<>=!~;(@,]/.test(strange)) return `“${strange}” cannot stand in the name of a package.`
  return `“${text}” does not start with the name of a package: letters and digits, with “-”, “_”, “.” between.`
}
