/** Makes conda packages in both formats that channels have: `.tar.bz2`, and `.conda`, a zip of two zstd archives. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import { writeZip } from '../../../scripts/up/pip/zip.ts'
import { type File, writeTar } from './tar.ts'

export type Sample = { name: string; version: string; depends?: string[]; format?: 'tar.bz2' | 'conda' }

export type Package = { file: string; content: Buffer; record: object }

/** One package with a file of its own, `share/samples/<name>`, that says what it is and where it comes from. */
export function makePackage(channel: string, sample: Sample): Package {
  const { name, version, depends = [], format = 'tar.bz2' } = sample
  const stem = `${name}-${version}-0`
  const own = entry(`share/samples/${name}`, `${name} ${version} from ${channel}\n`)
  const index = { name, version, build: '0', build_number: 0, depends, noarch: 'generic', subdir: 'noarch' }
  const info = [
    entry('info/index.json', JSON.stringify(index)),
    entry('info/files', `${own.name}\n`),
    entry('info/paths.json', JSON.stringify({ paths: [pathOf(own)], paths_version: 1 })),
  ]
  const content = format === 'conda' ? condaFile(stem, [own], info) : bzip2(writeTar([own, ...info]))
  const record = {
    ...index,
    md5: hash('md5', content),
    sha256: hash('sha256', content),
    size: content.length,
  }
  return { file: `${stem}.${format}`, content, record }
}

function condaFile(stem: string, files: File[], info: File[]): Buffer {
  return writeZip([
    entry('metadata.json', '{"conda_pkg_format_version": 2}'),
    { name: `pkg-${stem}.tar.zst`, content: zstdCompressSync(writeTar(files)) },
    { name: `info-${stem}.tar.zst`, content: zstdCompressSync(writeTar(info)) },
  ])
}

function bzip2(content: Buffer): Buffer {
  return execFileSync('bzip2', ['--compress', '--stdout'], { input: content })
}

function pathOf({ name, content }: File) {
  return {
    _path: name,
    path_type: 'hardlink',
    sha256: hash('sha256', content),
    size_in_bytes: content.length,
  }
}

function entry(name: string, text: string): File {
  return { name, content: Buffer.from(text) }
}

function hash(algorithm: 'md5' | 'sha256', content: Buffer): string {
  return createHash(algorithm).update(content).digest('hex')
}
