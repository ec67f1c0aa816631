/** What the built application really has, by its own manifests. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type BuiltAction = { id: string; name: string; pages: string[] }

/** Pages and route handlers as addresses with `[parameters]`, the framework's own among them. */
export function builtDoors(): { pages: string[]; routes: string[] } {
  const known = Object.entries(read<Record<string, string>>('app-path-routes-manifest.json'))
  const ending = (name: string) =>
    known.filter(([file]) => file.endsWith(`/${name}`)).map(([, route]) => route)
  return { pages: ending('page').sort(), routes: ending('route').sort() }
}

/** Server actions as `file#name`, with the pages that carry them. */
export function builtActions(): BuiltAction[] {
  type Found = { filename: string; exportedName: string; workers: Record<string, unknown> }
  const { node, edge } = read<Record<'node' | 'edge', Record<string, Found>>>(
    'server/server-reference-manifest.json',
  )
  return Object.entries({ ...node, ...edge }).map(([id, { filename, exportedName, workers }]) => {
    const pages = Object.keys(workers).map((worker) => worker.replace(/^app|\/page$/g, '') || '/')
    return { id, name: `${filename}#${exportedName}`, pages }
  })
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(path.resolve('.next', file), 'utf8'))
}
