/** What a package of any list has in common, for a summary. */
type Summarized = {
  name: string
  version?: string
  specifier?: string
  extras?: string[]
  channel?: string
}

const shown = 5

/**
 * One sentence that says how a list was understood: `3 packages: numpy (>=1.2), pandas[all] and scipy.`, with the
 * channels of a conda list. Empty for an empty list.
 */
export function summarizeList(packages: readonly Summarized[], channels: readonly string[] = []): string {
  const count = `${packages.length.toLocaleString('en')} package${packages.length === 1 ? '' : 's'}`
  const names = packages.slice(0, shown).map(nameAndVersion)
  if (packages.length > shown) names.push(`${(packages.length - shown).toLocaleString('en')} more`)
  const added = `${channels.length === 1 ? 'Channel' : 'Channels'} for all packages: ${enumerate(channels)}.`
  return [
    ...(packages.length > 0 ? [`${count}: ${enumerate(names)}.`] : []),
    ...(channels.length > 0 ? [added] : []),
  ].join(' ')
}

function nameAndVersion({ name, version, specifier, extras = [], channel }: Summarized) {
  const wanted = specifier || version
  const full = extras.length > 0 ? `${name}[${extras.join(', ')}]` : name
  const asked = [wanted !== '*' && wanted, channel && `channel ${channel}`].filter(Boolean)
  return asked.length > 0 ? `${full} (${asked.join(', ')})` : full
}

function enumerate(words: readonly string[]) {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
