/** Which Debian or Ubuntu this machine is, and where it gets its packages from. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ownSources, parseListFile, parseSourcesFile, type Source } from './sources.ts'

export type Distribution = {
  id: string
  codename: string
  /** As in VERSION_ID: `12`, `24.04`. */
  version: string
  sources: Source[]
}

/** The distribution; undefined where this is another system or has no sources of its own. */
export function readDistribution(): Distribution | undefined {
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/apt-get')) return undefined
  const release = readRelease(readFileSync('/etc/os-release', 'utf8'))
  const { ID: id = '', VERSION_CODENAME: codename = '', VERSION_ID: version = '' } = release
  const sources = ownSources(readSources('/etc/apt'), codename)
  if (!['debian', 'ubuntu'].includes(id) || sources.length === 0) return undefined
  return { id, codename, version, sources }
}

/** The first plain web address that serves the release itself, and its components. */
export function mainMirror({ sources, codename }: Distribution): { uri: string; components: string[] } {
  const source = sources.find(({ suites, uris }) => suites.includes(codename) && webAddress(uris))
  const uri = source && webAddress(source.uris)
  if (!source || !uri) throw new Error('The apt sources of this machine name no web address for its release.')
  return { uri, components: source.components }
}

function webAddress(uris: string[]): string | undefined {
  return uris.find((uri) => /^https?:/.test(uri))
}

function readSources(folder: string): Source[] {
  const parts = path.join(folder, 'sources.list.d')
  const files = [path.join(folder, 'sources.list')]
  if (existsSync(parts)) files.push(...readdirSync(parts).map((name) => path.join(parts, name)))
  return files.filter(existsSync).flatMap((file) => {
    if (file.endsWith('.list')) return parseListFile(readFileSync(file, 'utf8'))
    return file.endsWith('.sources') ? parseSourcesFile(readFileSync(file, 'utf8')) : []
  })
}

function readRelease(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => /^(\w+)="?([^"]*)"?$/.exec(line))
  return Object.fromEntries(lines.flatMap((match) => (match?.[1] ? [[match[1], match[2] ?? '']] : [])))
}
