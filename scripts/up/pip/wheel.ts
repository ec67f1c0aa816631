/** Makes pure Python wheels: the binary distribution format of packaging.python.org. Pure. */
import { createHash } from 'node:crypto'
import { type Entry, writeZip } from './zip.ts'

export type Package = {
  name: string
  version: string
  summary: string
  /** Requirements as PEP 508 writes them; `; extra == "name"` makes one that of an extra. */
  requires: string[]
  /** The module's source. Its name is the package's with underscores. */
  source: string
}

export type Wheel = { package: Package; file: string; content: Buffer; sha256: string }

/** One wheel with METADATA, WHEEL and RECORD. */
export function makeWheel(item: Package): Wheel {
  const module = item.name.replaceAll('-', '_')
  const info = `${module}-${item.version}.dist-info`
  const files = [
    entry(`${module}/__init__.py`, item.source),
    entry(`${info}/METADATA`, metadata(item)),
    entry(
      `${info}/WHEEL`,
      'Wheel-Version: 1.0\nGenerator: slipway\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    ),
  ]
  const content = writeZip([...files, entry(`${info}/RECORD`, record(files, `${info}/RECORD`))])
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { package: item, file: `${module}-${item.version}-py3-none-any.whl`, content, sha256 }
}

/** Path, hash and size of every file but the record's own. */
function record(files: Entry[], own: string): string {
  const lines = files.map(({ name, content }) => {
    const hash = createHash('sha256').update(content).digest('base64url')
    return `${name},sha256=${hash},${content.length}`
  })
  return [...lines, `${own},,`, ''].join('\n')
}

function metadata({ name, version, summary, requires }: Package): string {
  const head = ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, `Summary: ${summary}`]
  const extras = new Set(requires.flatMap((requirement) => /extra == "([^"]+)"/.exec(requirement)?.[1] ?? []))
  const offers = [...extras].map((extra) => `Provides-Extra: ${extra}`)
  const needs = requires.map((requirement) => `Requires-Dist: ${requirement}`)
  return [...head, 'Requires-Python: >=3.8', ...offers, ...needs, ''].join('\n')
}

function entry(name: string, text: string): Entry {
  return { name, content: Buffer.from(text) }
}
