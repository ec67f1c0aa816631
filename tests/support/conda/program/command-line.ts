export type Arguments = { channels: string[]; specs: string[] }

/** Reads `[--quiet] [--yes] [--channel NAME]… [--] SPEC…`. What stands behind `--` is a specification, whatever it is. */
export function readArguments(words: readonly string[]): Arguments {
  const end = words.indexOf('--')
  const options = end === -1 ? words : words.slice(0, end)
  const read: Arguments = { channels: [], specs: end === -1 ? [] : words.slice(end + 1) }
  for (let at = 0; at < options.length; at += 1) {
    const word = options[at] ?? ''
    if (word === '-c' || word === '--channel') {
      at += 1
      read.channels.push(following(word, options[at]))
    } else if (word.startsWith('-')) {
      if (!['-q', '--quiet', '-y', '--yes'].includes(word)) throw usage(`unrecognized arguments: ${word}`)
    } else read.specs.push(word)
  }
  if (read.specs.length === 0) throw usage('too few arguments, must supply command line package specs')
  return read
}

function following(option: string, value: string | undefined): string {
  if (value === undefined || value.startsWith('-')) throw usage(`argument ${option}: expected one argument`)
  return value
}

function usage(message: string): Error {
  return new Error(`conda: error: ${message}`)
}
