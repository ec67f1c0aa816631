import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { PackageRecord } from './channels.ts'

/** One file of `conda-meta`. */
export type Installed = PackageRecord & { fn: string; url: string; channel: string; files: string[] }

/** What is installed, in the order of the names. */
export function readInstalled(prefix: string): Installed[] {
  const folder = path.join(prefix, 'conda-meta')
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []
  return files.sort().map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
}

/** Puts an unpacked package into the prefix: by hard links where the file system allows them, else by copies. */
export function link(prefix: string, unpacked: string, record: Omit<Installed, 'files'>): void {
  const files = readFileSync(path.join(unpacked, 'info/files'), 'utf8').split('\n').filter(Boolean)
  for (const file of files) {
    const target = path.join(prefix, file)
    mkdirSync(path.dirname(target), { recursive: true })
    rmSync(target, { force: true })
    linkOrCopy(path.join(unpacked, file), target)
  }
  mkdirSync(path.join(prefix, 'conda-meta'), { recursive: true })
  writeFileSync(metaFile(prefix, record), JSON.stringify({ ...record, files }, null, 2))
}

export function unlink(prefix: string, installed: Installed): void {
  for (const file of installed.files) rmSync(path.join(prefix, file), { force: true })
  rmSync(metaFile(prefix, installed))
}

/** What conda leaves in `conda-meta/history`: the command as it was started, and the specifications it was given. */
export function writeHistory(prefix: string, argv: readonly string[], specs: readonly string[]): void {
  const lines = [
    `==> ${new Date().toISOString()} <==`,
    `# cmd: ${argv.join(' ')}`,
    `# update specs: ${JSON.stringify(specs)}`,
  ]
  appendFileSync(path.join(prefix, 'conda-meta', 'history'), `${lines.join('\n')}\n`)
}

/** Unpacks a `.tar.bz2`, or a `.conda`: a zip of two archives. Python's own tools read both. */
export async function unpack(archive: string, target: string): Promise<void> {
  mkdirSync(target, { recursive: true })
  if (archive.endsWith('.tar.bz2')) return python('tarfile', archive, target)
  const { zstdDecompressSync } = await import('node:zlib')
  const parts = `${target}.parts`
  python('zipfile', archive, parts)
  for (const name of readdirSync(parts).filter((file) => file.endsWith('.tar.zst'))) {
    const tar = path.join(parts, name.replace(/\.zst$/, ''))
    writeFileSync(tar, zstdDecompressSync(readFileSync(path.join(parts, name))))
    python('tarfile', tar, target)
  }
  rmSync(parts, { recursive: true })
}

function python(module: 'tarfile' | 'zipfile', archive: string, target: string): void {
  execFileSync('/usr/bin/python3', ['-m', module, '-e', archive, target], { stdio: ['ignore', 'ignore', 2] })
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

function metaFile(prefix: string, { name, version, build }: PackageRecord): string {
  return path.join(prefix, 'conda-meta', `${name}-${version}-${build}.json`)
}
