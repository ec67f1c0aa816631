const command =
  /^[$!%]?\s*(?:sudo\s+)?(apt|apt-get|aptitude|conda|mamba|micromamba|pip3?)\s+(install|add|update|create)\b/

/**
 * What people paste beside package names: a command, a shell quote, a line of environment.yml. Returns the reason
 * why it is not a package line and what to type instead, or undefined when it is nothing of the kind.
 */
export function pastedCommandFault(content: string): string | undefined {
  const [, tool, verb] = command.exec(content) ?? []
  if (tool) return `Leave out the command “${tool} ${verb}”: type only packages, one on each line.`
  const quoted = /^(['"])(.+)\1$/.exec(content)?.[2]
  if (quoted) return `Leave out the quotes: ${quoted}`
  if (/^-\s/.test(content))
    return 'Leave out the dash in front: it belongs to a YAML file, not to the package.'
  if (/^(name|channels|dependencies|pip|prefix):(\s|$)/.test(content)) {
    return 'This is a line of a YAML file. Type only packages, one on each line.'
  }
  return undefined
}

/** Whether a text ends like a file: apt-get, conda and pip each take such a word for one where they find it. */
export function isFile(text: string): boolean {
  return /\.(deb|ddeb|dsc|changes|rpm|conda|whl|egg|zip|tgz|tbz|txz|tlz|tar|tar\.(gz|bz2|xz|lz|lzma))$/i.test(
    text,
  )
}

/** The option that a line starts with, without its value: `--index-url` of `--index-url=https://…`. */
export function leadingOption(content: string): string | undefined {
  return /^-{1,2}[^\s=]*/.exec(content)?.[0]
}
