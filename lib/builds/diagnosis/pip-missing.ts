/** Requirements that pip finds nothing for: no such name, no such version, or none for this Python. */
import { satisfies } from '@renovatebot/pep440'
import { blame, place } from './blame.ts'
import { type Failure, type Rule, seen } from './failure.ts'
import { didYouMean } from './near.ts'

export const pipMissing: Rule = (failure) => {
  const match = seen(failure, unsatisfied)
  if (!match) return null
  const [, requirement = '', askedBy, versions = ''] = match
  const parent = askedBy === undefined || askedBy.startsWith('-r ') ? undefined : nameOf(askedBy)
  const offered = versions === 'none' ? [] : versions.split(', ')
  const missing = { failure, requirement, parent, offered }
  const others = otherPythons(missing)
  if (others.length > 0) return wrongPython(missing, others)
  return offered.length > 0 ? noVersion(missing) : unknownPackage(missing)
}

/** Only at the beginning of a line: what building another package needs stands further to the right. */
const unsatisfied =
  /^ERROR: Could not find a version that satisfies the requirement (.+?) (?:\(from (?!versions)(.+?)\) )?\(from versions: (.*)\)/

type Missing = { failure: Failure; requirement: string; parent: string | undefined; offered: string[] }

function unknownPackage({ failure, requirement, parent }: Missing) {
  const name = nameOf(requirement)
  const blamed = blame(failure.spec, 'pip', [parent ?? name])
  const index = seen(failure, /Looking in indexes: (\S+?),?(?: |$)/)?.[1] ?? 'the index'
  const spelling = parent ? '' : `${didYouMean(failure, 'pip', [name])}Check the spelling, and that`
  return {
    summary: `“${name}”${parent ? `, which “${parent}” needs,` : ''} was not found by pip${place(blamed.lines)}.`,
    advice: `${spelling || 'Check that'} ${index} answers and has it for the Python and the platform of the base image.`,
    ...blamed,
    code: 'pip-unknown' as const,
  }
}

function noVersion({ failure, requirement, parent, offered }: Missing) {
  const name = nameOf(requirement)
  const blamed = blame(failure.spec, 'pip', [parent ?? name])
  const needed = parent ? `, which “${parent}” needs` : ''
  const newest = offered.length > 8 ? `On offer, the newest: ${offered.slice(-8).join(', ')}` : undefined
  const ignored = ignoredVersions(failure).map(({ text }) => text)
  const more =
    ignored.length > 0 ? ` For another Python there are more: ${ignored.slice(0, 8).join('; ')}.` : ''
  return {
    summary: `pip has no version of “${name}” that fits “${requirement}”${needed}${place(blamed.lines)}.`,
    advice: `${newest ?? `On offer: ${offered.join(', ')}`}.${more}`,
    ...blamed,
    code: 'pip-version' as const,
  }
}

function wrongPython({ failure, requirement, parent, offered }: Missing, others: Ignored[]) {
  const blamed = blame(failure.spec, 'pip', [parent ?? nameOf(requirement)])
  const needed = parent ? `, which “${parent}” needs,` : ''
  const needs = others.slice(-3).map(({ version, python }) => `${version} needs ${python}`)
  const offer = offered.length > 0 ? ` For this one there are: ${offered.slice(-8).join(', ')}.` : ''
  return {
    summary: `“${requirement}”${needed} is there, but not for the Python of the base image: ${needs.join(', ')}${place(blamed.lines)}.`,
    advice: `Choose a base image with such a Python, or allow another version.${offer}`,
    ...blamed,
    code: 'pip-python' as const,
  }
}

type Ignored = { text: string; version: string; python: string }

/** Versions that would do if the base had another Python. pip does not say whose they are: those that fit count. */
function otherPythons({ failure, requirement }: Missing): Ignored[] {
  const range = requirement
    .slice(nameOf(requirement).length)
    .replace(/^\[[^\]]*\]/, '')
    .trim()
  return ignoredVersions(failure).filter(({ version }) => range === '' || satisfies(version, range))
}

function ignoredVersions(failure: Failure): Ignored[] {
  const told = seen(failure, /Ignored the following versions that require a different python version: (.+)$/i)
  return (told?.[1] ?? '').split('; ').flatMap((text) => {
    const [, version, python] = /^(\S+) Requires-Python (.+)$/.exec(text) ?? []
    return version && python ? [{ text, version, python: `Python ${python}` }] : []
  })
}

function nameOf(requirement: string) {
  return requirement.match(/^[A-Za-z0-9._-]+/)?.[0] ?? requirement
}
