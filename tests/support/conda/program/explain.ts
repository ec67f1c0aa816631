import { type Channel, subdirs } from './channels.ts'
import type { Specification } from './specification.ts'

/** conda's words for packages that no channel has, in any version that was asked for. */
export function notFound(missing: readonly Specification[], channels: readonly Channel[]): string {
  const places = channels.flatMap(({ url }) => subdirs.map((subdir) => `  - ${url}/${subdir}`))
  return [
    'PackagesNotFoundError: The following packages are not available from current channels:\n',
    ...missing.map(({ typed }) => `  - ${typed}`),
    '\nCurrent channels:\n',
    ...places,
    "\nTo search for alternate channels that may provide the conda package you're",
    'looking for, navigate to\n\n    https://anaconda.org\n\nand use the search bar at the top of the page.',
  ].join('\n')
}

/** conda's words for packages that cannot stand beside each other: who asks for which version of what. */
export function unsatisfiable(wanted: readonly Specification[], channels: readonly Channel[]): string {
  const asking = new Map<string, Map<string, Set<string>>>()
  for (const spec of wanted) {
    note(spec.name, spec.typed, spec.typed)
    for (const dependency of dependenciesOf(spec.name, channels)) {
      const [name = '', ...version] = dependency.split(' ')
      const text = version.length > 0 ? `${name}[version='${version.join(' ')}']` : name
      note(name, spec.typed, `${spec.typed} -> ${text}`)
    }
  }
  const conflicts = [...asking].filter(([, roots]) => roots.size > 1)
  const blocks = conflicts.map(
    ([name, roots]) =>
      `Package ${name} conflicts for:\n${[...roots.values()].flatMap((lines) => [...lines]).join('\n')}`,
  )
  return [
    'UnsatisfiableError: The following specifications were found to be incompatible with each other:\n',
    'Output in format: Requested package -> Available versions\n',
    blocks.join('\n\n'),
  ].join('\n')

  function note(name: string, root: string, text: string) {
    const roots = asking.get(name) ?? new Map<string, Set<string>>()
    roots.set(root, (roots.get(root) ?? new Set<string>()).add(text))
    asking.set(name, roots)
  }
}

function dependenciesOf(name: string, channels: readonly Channel[]): Set<string> {
  const records = channels.flatMap(({ repodata }) =>
    Object.values(repodata).flatMap((part) => [
      ...Object.values(part.packages),
      ...Object.values(part['packages.conda']),
    ]),
  )
  return new Set(records.filter((record) => record.name === name).flatMap(({ depends }) => depends))
}
