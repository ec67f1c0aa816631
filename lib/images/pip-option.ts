import { leadingOption, pastedCommandFault } from './pasted-command.ts'

const advice: [options: RegExp, words: string][] = [
  [
    /^(-i|-f|--(index-url|extra-index-url|no-index|find-links|trusted-host|proxy|cert))$/,
    'The package index is set by an administrator.',
  ],
  [/^(-r|-c|--(requirement|constraint))$/, 'There are no other files here: type the lines of that file.'],
  [/^(-e|--editable)$/, 'A folder cannot be installed here, only packages by name.'],
  [/^--pre$/, 'Ask for the pre-release itself, as in name==2.0rc1.'],
  [/^--hash$/, 'Leave the hash out; the catalogue records what was installed.'],
]

/** Why a line that starts with an option, a command or a quote is no requirement, and where such a thing is set. */
export function pipOptionFault(content: string): string | undefined {
  const option =
    leadingOption(content) ?? / (--?[A-Za-z][a-z-]*)/.exec(content.replace(/(['"]).*?\1/g, ''))?.[1]
  if (!option || /^-\s/.test(content)) return pastedCommandFault(content)
  const pasted = pastedCommandFault(content)
  if (pasted) return pasted
  const words = advice.find(([options]) => options.test(joined(option)))?.[1]
  return `“${option}” is an option, not a package. ${words ?? 'How pip runs is set by an administrator.'}`
}

/** `-rfile` is `-r file` to pip. */
function joined(option: string) {
  return option.startsWith('--') ? option : option.slice(0, 2)
}
