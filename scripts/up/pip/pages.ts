/** What the index answers to a path, as the simple repository API says (PEP 503). Pure. */
import type { Wheel } from './wheel.ts'

export type Page = { type: string; body: string | Buffer }

/** The page or file under a path; undefined where there is none. */
export function pageAt(wheels: Wheel[], path: string): Page | undefined {
  if (path === '/simple/')
    return page([...new Set(wheels.map((wheel) => wheel.package.name))].map(projectLink))
  const [, project] = /^\/simple\/([^/]+)\/$/.exec(path) ?? []
  if (project) {
    const found = wheels.filter((wheel) => wheel.package.name === normalise(project))
    return found.length > 0 ? page(found.map(fileLink)) : undefined
  }
  const wheel = wheels.find(({ file }) => path === `/files/${file}`)
  return wheel && { type: 'application/octet-stream', body: wheel.content }
}

function projectLink(name: string): string {
  return `<a href="/simple/${name}/">${name}</a>`
}

function fileLink({ file, sha256 }: Wheel): string {
  return `<a href="/files/${file}#sha256=${sha256}" data-requires-python="&gt;=3.8">${file}</a>`
}

function page(links: string[]): Page {
  const title = 'Sample packages'
  const body = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>\n${links.join('<br>\n')}\n</body></html>\n`
  return { type: 'text/html; charset=utf-8', body }
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
