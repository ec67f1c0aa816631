/** Reads the imports of the project's own sources, for the test that keeps the arrows. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type Import = { from: string; to: string; isType: boolean }
export type Source = { file: string; text: string; imports: Import[] }

const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm

/** All TypeScript sources that git knows or would add, outside tests. `to` is a project path or a package name. */
export function readSources(): Source[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
    encoding: 'utf8',
  })
  const files = listed.split('\n').filter((file) => file && !file.startsWith('tests/') && existsSync(file))
  return files.map((file) => {
    const text = readFileSync(file, 'utf8')
    const imports = [...text.matchAll(pattern)].map((match) => {
      return { from: file, to: resolve(file, match[2] ?? ''), isType: match[1] !== undefined }
    })
    return { file, text, imports }
  })
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1)
  if (specifier.startsWith('.')) return path.normalize(path.join(path.dirname(file), specifier))
  return specifier
}
