/** A source of Debian packages of our own making, as small as apt takes it. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BuildServer, serveBuilds } from '../support/build-server.ts'

export type Deb = { name: string; version?: string; depends?: string; postinst?: string; isDamaged?: boolean }

/** Serves them; `deb [trusted=yes] <url>/ ./` is the line for apt. */
export function serveDebs(debs: readonly Deb[]): Promise<BuildServer> {
  const made = debs.map(makeDeb)
  const files = new Map<string, Buffer | string>(made.map(({ file, content }) => [`/${file}`, content]))
  files.set('/Packages', made.map(({ stanza }) => stanza).join('\n'))
  return serveBuilds((asked) => files.get(asked.replace('/./', '/')))
}

function makeDeb(deb: Deb): { file: string; content: Buffer; stanza: string } {
  const { name, version = '1.0', depends, postinst, isDamaged } = deb
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-deb-'))
  chmodSync(folder, 0o755)
  const control = [
    ...[
      `Package: ${name}`,
      `Version: ${version}`,
      'Architecture: all',
      'Maintainer: Nobody <nobody@example>',
    ],
    ...(depends ? [`Depends: ${depends}`] : []),
    ...['Description: a package for tests', ''],
  ].join('\n')
  mkdirSync(path.join(folder, 'root/DEBIAN'), { recursive: true, mode: 0o755 })
  writeFileSync(path.join(folder, 'root/DEBIAN/control'), control)
  if (postinst)
    writeFileSync(path.join(folder, 'root/DEBIAN/postinst'), `#!/bin/sh\n${postinst}\n`, { mode: 0o755 })
  const file = `${name}_${version}_all.deb`
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', 'root', file], { cwd: folder, stdio: 'ignore' })
  const content = readFileSync(path.join(folder, file))
  const sha256 = createHash('sha256')
    .update(content)
    .update(isDamaged ? 'no' : '')
    .digest('hex')
  const stanza = `${control}Filename: ./${file}\nSize: ${content.length}\nSHA256: ${sha256}\n`
  return { file, content, stanza }
}
