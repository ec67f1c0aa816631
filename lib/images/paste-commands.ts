import { installerOf, options } from './paste-options.ts'
import { readCommands, type Word } from './paste-shell.ts'
import { addChannel, nothingTaken, shellFault, type TakenApart } from './paste-taken.ts'
import { pipOptionFault } from './pip-option.ts'
import type { PackageManager } from './types.ts'

type Command = { manager: PackageManager; verb: Word; rest: Word[] }

const installs = /^(install|create)$/
/** A build does these by itself, or they leave nothing in the image. */
const idleVerbs = { apt: /^(update|clean|autoclean)$/, conda: /^clean$/, pip: /^cache$/ }
const idlePrograms = /^(rm|set|true)$/

/** Takes the packages out of `apt-get install …`, `conda install …`, `pip install …`; null where no command is one. */
export function takeCommands(lines: readonly string[], own?: PackageManager): TakenApart | null {
  if (!lines.some((line) => /\b(install|create)\b/.test(line))) return null
  const commands = readCommands(lines).map(readCommand)
  if (!commands.some((command) => 'verb' in command && installs.test(command.verb.text))) return null
  const taken = nothingTaken()
  for (const command of commands) {
    if ('verb' in command) takeCommand(taken, command)
    else if (!own || !isPackageLine(command.words)) refuseOther(taken, command.words)
    else taken[own].push(command.words.map(({ text }) => text).join(' '))
  }
  return taken
}

/** Leaves out what stands in front of an installer: `RUN`, `sudo`, `python -m`, a notebook's `!`, variables. */
function readCommand(words: Word[]): Command | { words: Word[] } {
  const start = words.findIndex(({ text }) => !isPrefix(text))
  const rest = words.slice(start === -1 ? words.length : start)
  const program = (rest[0]?.text ?? '').replace(/^[!%]/, '').replace(/^.*\//, '')
  const isModule = /^python[0-9.]*$/.test(program) && rest[1]?.text === '-m'
  const own = isModule ? rest.slice(2) : rest
  const manager = installerOf(isModule ? (own[0]?.text ?? '') : program)
  const at = own.findIndex(({ text }, index) => index > 0 && /^[a-z]+$/.test(text))
  const verb = own[at]
  if (!manager || !verb) return { words: rest }
  return { manager, verb, rest: [...own.slice(1, at), ...own.slice(at + 1)] }
}

function isPrefix(text: string): boolean {
  return /^(RUN|sudo|-E|\([\w.-]+\)|!|%|\$|time|uv|--(mount|network|security)=.*|[A-Z_][A-Z0-9_]*=.*)$/.test(
    text,
  )
}

function takeCommand(taken: TakenApart, { manager, verb, rest }: Command): void {
  if (!installs.test(verb.text)) {
    if (!idleVerbs[manager].test(verb.text)) refuseOther(taken, [verb, ...rest])
    return
  }
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at]
    if (!word) break
    if (!word.text.startsWith('-') || word.isQuoted) takePackage(taken, manager, word)
    else {
      const value = options[manager].withValue.test(word.text) ? rest[at + 1] : undefined
      if (value) at += 1
      takeOption(taken, manager, { word, value })
    }
  }
}

function takePackage(taken: TakenApart, manager: PackageManager, { text, line }: Word): void {
  const reason = shellFault(text)
  if (reason) taken.notTaken.push({ line, text, reason })
  else if (text !== '') taken[manager].push(text)
}

type Option = { word: Word; value: Word | undefined }

function takeOption(taken: TakenApart, manager: PackageManager, { word, value }: Option): void {
  const { text, line } = word
  const channel = manager === 'conda' && channelOf(text, value?.text)
  if (channel && !shellFault(channel)) {
    addChannel(taken, channel)
    return
  }
  if (options[manager].idle.test(text) || text === '--' || isBaseEnvironment(manager, { word, value })) return
  const part = value ? `${text} ${value.text}` : text
  taken.notTaken.push({ line, text: part, reason: optionReason(manager, text) })
}

function channelOf(option: string, value: string | undefined): string | undefined {
  return option === '-c' || option === '--channel' ? value : /^--channel=(.+)$/.exec(option)?.[1]
}

function isBaseEnvironment(manager: PackageManager, { word, value }: Option): boolean {
  return manager === 'conda' && (word.text === '-n' || word.text === '--name') && value?.text === 'base'
}

function optionReason(manager: PackageManager, text: string): string {
  if (manager === 'pip') return pipOptionFault(text) ?? 'How pip runs is set by an administrator.'
  if (manager === 'apt') return 'How apt-get runs is set by an administrator.'
  if (/^(-n|-p|--name|--prefix)/.test(text))
    return 'Everything is installed into the environment of the base image.'
  if (/^(-f|--file)/.test(text)) return 'There are no other files here: type the lines of that file.'
  return 'Of conda’s options only “-c channel” can be taken.'
}

/** One word that is no instruction, or a channel in front of others: what stands in lists and is no command. */
function isPackageLine([first, ...others]: Word[]): boolean {
  if (!first || idlePrograms.test(first.text) || shellFault(first.text)) return false
  return others.length === 0 || first.text === '-c'
}

/** What is no installer: an instruction of a Dockerfile, another program. */
function refuseOther({ notTaken }: TakenApart, words: Word[]): void {
  const [first] = words
  if (!first || idlePrograms.test(first.text)) return
  const text = words.map((word) => word.text).join(' ')
  notTaken.push({ line: first.line, text: text.slice(0, 120), reason: otherReason(first.text) })
}

function otherReason(program: string): string {
  if (program === 'FROM') return 'Type the base image into its own field.'
  return /^[A-Z]+$/.test(program)
    ? 'Of a Dockerfile only installations can be taken.'
    : 'It is not an installation, and belongs to none of the lists.'
}
