/** Reads the machine's own apt sources, in both formats of sources.list(5). Pure. */

export type Source = {
  uris: string[]
  suites: string[]
  components: string[]
  /** Further options as deb822 names them: `Signed-By`, `Architectures`, `Trusted` … */
  options: Record<string, string>
}

/** The binary package sources of a `.list` file, one line each: `deb [option=value …] URI SUITE COMPONENT…`. */
export function parseListFile(text: string): Source[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line)
    if (!match) return []
    const [, options = '', uri = '', suite = '', components = ''] = match
    return [{ uris: [uri], suites: [suite], components: words(components), options: listOptions(options) }]
  })
}

/** The enabled binary package sources of a deb822 `.sources` file. */
export function parseSourcesFile(text: string): Source[] {
  return text.split(/\n[ \t]*\n/).flatMap((stanza) => {
    const { types, uris, suites, components, enabled, ...options } = parseStanza(stanza)
    if (!words(types?.value).includes('deb') || /^(no|false|0)$/i.test(enabled?.value ?? '')) return []
    return [
      {
        uris: words(uris?.value),
        suites: words(suites?.value),
        components: words(components?.value),
        options: Object.fromEntries(Object.values(options).map(({ name, value }) => [name, value])),
      },
    ]
  })
}

/** Only the distribution's own: its release, updates and security suites, with the component `main`. */
export function ownSources(sources: Source[], codename: string): Source[] {
  const own = [codename, `${codename}-updates`, `${codename}-security`]
  return sources
    .map((source) => ({ ...source, suites: source.suites.filter((suite) => own.includes(suite)) }))
    .filter(({ suites, components }) => suites.length > 0 && components.includes('main'))
}

/** One deb822 stanza. */
export function renderSource({ uris, suites, components, options }: Source): string {
  const fields = {
    Types: 'deb',
    URIs: uris.join(' '),
    Suites: suites.join(' '),
    Components: components.join(' '),
  }
  return Object.entries({ ...fields, ...options })
    .map(([name, value]) => `${name}:${value.startsWith('\n') ? '' : ' '}${value}\n`)
    .join('')
}

type Fields = Record<string, { name: string; value: string }>

function parseStanza(stanza: string): Fields {
  const fields: Fields = {}
  let last: { name: string; value: string } | undefined
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue
    const match = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line)
    if (match?.[1]) {
      last = { name: match[1], value: (match[2] ?? '').trimEnd() }
      fields[match[1].toLowerCase()] = last
    } else if (last && /^\s+\S/.test(line)) {
      last.value += `\n${line}`
    }
  }
  return fields
}

function listOptions(text: string): Record<string, string> {
  const names: Record<string, string> = {
    arch: 'Architectures',
    'signed-by': 'Signed-By',
    trusted: 'Trusted',
  }
  const pairs = words(text).map((option) => option.split('='))
  return Object.fromEntries(
    pairs.flatMap(([key = '', value = '']) => {
      const name = names[key]
      return name ? [[name, value.replaceAll(',', ' ')]] : []
    }),
  )
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter(Boolean)
}
