/** A package index with wheels of our own making, and files as they are. */
import { createHash } from 'node:crypto'
import { makeWheel, type Package } from '../../scripts/up/pip/wheel.ts'
import { type BuildServer, serveBuilds } from '../support/build-server.ts'

/** `python`: what `Requires-Python` says. `isDamaged`: its hash is another's. */
export type Offer = { file: string; content: Buffer; python?: string; isDamaged?: boolean }

export function offer(
  name: string,
  version: string,
  requires: string[] = [],
  more: Partial<Offer> = {},
): Offer {
  const item: Package = { name, version, summary: 'For tests', requires, source: '' }
  const { file, content } = makeWheel(item)
  return { file, content, ...more }
}

/** `<url>/simple/` is the index. */
export function serveIndex(offers: readonly Offer[]): Promise<BuildServer> {
  return serveBuilds((path) => {
    const project = /^\/simple\/([^/]+)\/$/.exec(path)?.[1]
    if (project === undefined) return offers.find(({ file }) => path === `/files/${file}`)?.content
    const own = offers.filter(({ file }) => file.split('-')[0]?.replaceAll('_', '-') === project)
    return own.length > 0 ? own.map(link).join('<br>') : undefined
  }, 'text/html')
}

function link({ file, content, python, isDamaged }: Offer): string {
  const sha256 = createHash('sha256')
    .update(isDamaged ? 'damaged' : content)
    .digest('hex')
  const needs = python ? ` data-requires-python="${python.replace('>', '&gt;').replace('<', '&lt;')}"` : ''
  return `<a href="/files/${file}#sha256=${sha256}"${needs}>${file}</a>`
}
