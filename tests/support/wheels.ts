/** A package index with the names that people know, for lines as people type them. */
import { pageAt } from '../../scripts/up/pip/pages.ts'
import { makeWheel, type Package } from '../../scripts/up/pip/wheel.ts'
import { type BuildServer, serveBuilds } from './build-server.ts'

const wheels = [
  wheel('numpy', '1.1.0'),
  wheel('numpy', '2.1.0'),
  wheel('scipy', '1.1.0'),
  wheel('scipy', '1.14.0'),
  wheel('scipy', '2.0.0'),
  wheel('pandas', '2.2.0', ['openpyxl>=3; extra == "all"']),
  wheel('openpyxl', '3.1.0'),
  wheel('requests', '2.32.0'),
  wheel('http', '1.0.0'),
  wheel('torch', '2.4.0'),
  wheel('torch', '2.5.0'),
].map(makeWheel)

/** `url` is that of the server, the index stands at `/simple/`, the wheels at `/files/`. */
export function startIndex(): Promise<BuildServer> {
  return serveBuilds((path) => pageAt(wheels, path)?.body, 'text/html')
}

function wheel(name: string, version: string, requires: string[] = []): Package {
  return { name, version, summary: `A stand-in for ${name}`, requires, source: '' }
}
