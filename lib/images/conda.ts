import { condaChannelFault } from './conda-channel.ts'
import { type CondaSpecification, readCondaSpecification } from './conda-specification.ts'
import { condaVersionWords } from './conda-version.ts'
import { type PackageLine, type ParsedList, parseLines } from './package-line.ts'
import { leadingOption, pastedCommandFault } from './pasted-command.ts'

/**
 * `spec` is the argument that `conda install` is given; `understood` says in words what a line means where its text
 * does not: “channel conda-forge, numpy 1.17.*”.
 */
export type CondaPackage = CondaSpecification & { spec: string; understood?: string }

/** `channels` are added to the whole install, in order of appearance. */
export type CondaList = ParsedList<CondaPackage & PackageLine> & { channels: string[] }

type CondaOptions = { allowUrls?: boolean }

/**
 * Reads a list of conda match specifications and channels. `-c channel`, alone or beside a specification, adds the
 * channel to the whole install; `channel::name` and the idiom `-c channel::name` bind one package to its channel.
 */
export function parseConda(text: string, { allowUrls = false }: CondaOptions = {}): CondaList {
  const { packages, faults } = parseLines(text, (content) => readLine(content, allowUrls))
  const channels = [...new Set(packages.flatMap((line) => line.added))]
  return {
    packages: packages.flatMap(({ added: _, ...line }) => (isPackage(line) ? [line] : [])),
    channels,
    faults,
  }
}

/** What `conda install` gets: `--channel` for each of `channels`, and `specs` behind `--`. Faults are left out. */
export function condaArguments(text: string): { channels: string[]; specs: string[] } {
  const { channels, packages } = parseConda(text, { allowUrls: true })
  return { channels, specs: packages.map((conda) => conda.spec) }
}

type Line = { added: string[]; bound?: string; rest: string }
type Reading = { added: string[] } & Partial<CondaPackage>

function isPackage<T extends Partial<CondaPackage>>(line: T): line is T & CondaPackage {
  return line.spec !== undefined
}

function readLine(content: string, allowUrls: boolean): Reading | string {
  const line = takeChannels(content.replaceAll('\t', ' '))
  const { added, bound, rest } = line
  for (const channel of bound === undefined ? added : [...added, bound]) {
    const fault = condaChannelFault(channel, allowUrls)
    if (fault) return fault
  }
  if (rest === '') return { added: bound === undefined ? added : [...added, bound] }
  const fault = optionFault(rest) ?? pastedCommandFault(rest)
  if (fault) return fault
  const spec = bound === undefined ? rest : `${bound}::${rest}`
  const specification = readCondaSpecification(spec, allowUrls)
  if (typeof specification === 'string') return specification
  const understood = understand(specification, line)
  return { ...specification, spec, added, ...(understood !== undefined && { understood }) }
}

/** Takes the `-c channel` of a line off, in front and behind; `-c channel::` in front binds the rest to it. */
function takeChannels(content: string): Line {
  const front: string[] = []
  const back: string[] = []
  let rest = content
  let bound: string | undefined
  while (bound === undefined) {
    const match = /^(?:-c|--channel)(?:=| +)((?:(?!::)[^ ])*)(::)? *(.*)$/.exec(rest)
    if (!match) break
    const [, channel = '', binds, behind = ''] = match
    if (binds) bound = channel
    else front.push(channel)
    rest = behind
  }
  for (;;) {
    const [, before, channel] = /^(.*[^ ]) +(?:-c|--channel)(?:=| +)([^ ]+)$/.exec(rest) ?? []
    if (before === undefined || channel === undefined) break
    back.unshift(channel)
    rest = before
  }
  return { added: [...front, ...back], ...(bound !== undefined && { bound }), rest }
}

function optionFault(rest: string) {
  const option = leadingOption(rest)
  if (!option || /^-\s/.test(rest)) return undefined
  if (option === '-c' || option === '--channel') return 'The name of the channel is missing after the option.'
  if (option.startsWith('-c')) return `Put a space behind “-c”: -c ${option.slice(2)}`
  return `“${option}” is an option, not a package. Of conda's options only “-c channel” can stand in the list.`
}

/** Words for a line whose text does not say by itself what will happen. */
function understand({ name, channel, version, build }: CondaSpecification, { added }: Line) {
  const exact = build !== undefined && /^=[^=*]+$/.test(version ?? '')
  const words = version && (exact ? version.slice(1) : condaVersionWords(version))
  const channels = `channel${added.length === 1 ? '' : 's'} ${added.join(' and ')} for all packages`
  const parts = [
    ...(added.length > 0 ? [channels] : []),
    ...(channel ? [`channel ${channel}`] : []),
    words && words !== '*' ? `${name} ${words}` : name,
    ...(build && build !== '*' ? [`build ${build}`] : []),
  ]
  return parts.length > 1 || (words && words !== version) ? parts.join(', ') : undefined
}
