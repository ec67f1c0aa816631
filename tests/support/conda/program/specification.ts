/** `forSolver` says in rattler's words what conda reads in `typed`; the channel is kept apart. */
export type Specification = { typed: string; name: string; channel?: string; forSolver: string }

/**
 * Reads `channel::name version build` as conda's MatchSpec does on the command line: `=1.2` is 1.2.*, and `==1.17*`,
 * which rattler would read as 1.17 itself, is 1.17.*. Brackets are the solver's to read.
 */
export function readSpecification(typed: string): Specification {
  const at = typed.lastIndexOf('::')
  const channel = at === -1 ? undefined : typed.slice(0, at)
  const rest = at === -1 ? typed : typed.slice(at + 2)
  const [, name = '', tail = ''] = /^([A-Za-z0-9_][A-Za-z0-9._-]*)(.*)$/s.exec(rest.trim()) ?? []
  if (name === '') throw new Error(`InvalidMatchSpec: Invalid spec '${typed}'`)
  const words = tail.startsWith('[') ? [tail] : readTail(tail.trim())
  const forSolver = tail.startsWith('[') ? `${name}${tail}` : [name, ...words].join(' ')
  return { typed, name: name.toLowerCase(), forSolver, ...(channel !== undefined && { channel }) }
}

function readTail(tail: string): string[] {
  if (tail === '') return []
  const [version = '', build] = splitBuild(tail)
  if (build !== undefined) return [version.replace(/^=(?!=)/, '=='), build]
  if (version.startsWith('==')) return [version.slice(2)]
  const fuzzy = /^=([^=,|]+)$/.exec(version)?.[1]
  return [fuzzy === undefined ? version : fuzzy.endsWith('*') ? fuzzy : `${fuzzy}.*`]
}

function splitBuild(tail: string): string[] {
  const words = tail.replace(/([=<>!~,|])\s+/g, '$1').split(/\s+/)
  if (words.length > 1) return words
  const [, version, build] = /^(.*[^=<>!~,|])=([^=<>!~,|]+)$/.exec(tail) ?? []
  return version !== undefined && build !== undefined ? [version, build] : [tail]
}
