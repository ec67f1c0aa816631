/**
 * Conda's version specifications: `1.2`, `1.2.*`, `>=1.2,<2|3.*`, `~=1.2`. An own reader and not a library: see
 * docs/decisions/0003-conda-match-specifications.md.
 */

const operator = /^(==|!=|>=|<=|~=|=|>|<)?\s*(.*)$/s
const version = /^(?:[0-9]+!)?[A-Za-z0-9_](?:[A-Za-z0-9._+-]*[A-Za-z0-9_])?$/
const pattern = /^(?:[0-9]+!)?(?:[A-Za-z0-9_][A-Za-z0-9._+-]*)?\*$|^[A-Za-z0-9_][A-Za-z0-9._+*-]*$/

/** Why this is not a version specification, or undefined when it is one. */
export function condaVersionFault(specification: string): string | undefined {
  if (/[()]/.test(specification)) return 'Conda drops what stands in parentheses here. Write it without them.'
  if (/[$^]/.test(specification)) return 'A regular expression cannot be used as a version.'
  for (const part of specification.split(/[,|]/)) {
    const fault = partFault(part.trim())
    if (fault) return fault
  }
  return undefined
}

/** A specification as people say it: `1.17.*` for `==1.17*`, `1.2.*` for `=1.2`, `1.2` for `==1.2`. */
export function condaVersionWords(specification: string): string {
  const compact = specification.replace(/\s+/g, '')
  if (/[,|]/.test(compact)) return compact
  const [, sign = '', number = ''] = operator.exec(compact) ?? []
  if (sign !== '' && sign !== '=' && sign !== '==') return compact
  const stem = number.replace(/\.?\*$/, '')
  const isFuzzy = stem !== number || sign === '='
  return isFuzzy && stem !== '' && !stem.includes('*') ? `${stem}.*` : number
}

function partFault(part: string) {
  const [, sign = '', number = ''] = operator.exec(part) ?? []
  if (number === '')
    return sign ? `A version is missing after “${sign}”.` : 'A version is missing at a comma.'
  const strange = /[^A-Za-z0-9._+*!-]/.exec(number)?.[0]
  if (strange && '=<>~'.includes(strange)) return `“${part}” has no operator that conda knows.`
  if (strange) return `“${strange}” cannot stand in a version.`
  if (/[<>~]/.test(sign) && !/[0-9]/.test(number)) return `“${number}” is not a version.`
  if (version.test(number)) return undefined
  if (!number.includes('*')) return `“${number}” is not a version.`
  if (sign === '~=') return `“~=” takes a complete version, without “*”: ${part}`
  const isRange = sign === '>' || sign === '<' || sign === '>=' || sign === '<='
  const isRead = isRange ? /^[^*]+\.\*$/.test(number) : pattern.test(number)
  return isRead ? undefined : `“${part}” is not a version that conda understands.`
}
