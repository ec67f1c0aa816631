import { condaChannelFault } from './conda-channel.ts'
import { condaVersionFault } from './conda-version.ts'

type Check = (value: string, allowUrls: boolean) => string | undefined

const pair = /\s*([A-Za-z0-9_-]+)=(?:"([^"']*)"|'([^"']*)'|([^\s,"']+))\s*(?:,|(?<=\s)|$)/y

/** conda skips a pair that it cannot read, without a word; so each must be one that it can. */
const checks = new Map<string, Check>([
  ['version', condaVersionFault],
  ['build', condaBuildFault],
  ['build_number', matches(/^(?:[<>]=?|[=!]?=)?[0-9]{1,9}$/)],
  ['channel', condaChannelFault],
  ['subdir', matches(/^[a-z0-9]+(?:-[a-z0-9]+)?$/)],
  ['md5', matches(/^[0-9a-f]{32}$/)],
  ['sha256', matches(/^[0-9a-f]{64}$/)],
  ['fn', matches(/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/)],
  ['license', matches(/^[A-Za-z0-9][A-Za-z0-9 ._+*-]*$/)],
  ['license_family', matches(/^[A-Za-z0-9][A-Za-z0-9 ._+*-]*$/)],
  ['features', matches(/^[A-Za-z0-9_][A-Za-z0-9 ._+-]*$/)],
  ['track_features', matches(/^[A-Za-z0-9_][A-Za-z0-9 ._+-]*$/)],
])

/** Reads `key=value, …` between the brackets of a match specification, or says why it cannot be read. */
export function readCondaBrackets(text: string, allowUrls: boolean): Map<string, string> | string {
  const values = new Map<string, string>()
  pair.lastIndex = 0
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text)
    if (!match) return 'Between brackets stands key=value, such as [version=">=1.2",build=py311_0].'
    const [, key = '', double, single, plain] = match
    const value = double ?? single ?? plain ?? ''
    const fault = pairFault(key, value, allowUrls)
    if (fault) return fault
    values.set(key, value)
  }
  return values.size > 0 ? values : 'The brackets are empty.'
}

/** Why this is not a build string or a pattern of one. */
export function condaBuildFault(build: string): string | undefined {
  return /^[A-Za-z0-9_.+*]+$/.test(build) ? undefined : `“${build}” is not a build string.`
}

function pairFault(key: string, value: string, allowUrls: boolean) {
  if (key === 'url') return 'A package is given by name, not by its address.'
  if (key === 'name') return 'The name of the package stands in front of the brackets.'
  const check = checks.get(key)
  if (!check) return `“${key}” is not a key that conda knows.`
  return value === '' ? `A value is missing after “${key}=”.` : check(value, allowUrls)
}

function matches(pattern: RegExp): Check {
  return (value) => (pattern.test(value) ? undefined : `“${value}” is not a value for this key.`)
}
