/** Reads the manifest that a build's collect stage wrote: what is installed, by the managers' own word. */
import { z } from 'zod'
import type { InstalledPackage, PackageManager } from '#lib/images/types.ts'

/** `unread`: managers whose part is there but cannot be what they wrote: damaged, no file, or far too long. */
export type Manifest = { packages: InstalledPackage[]; unread: PackageManager[] }

/** Ten times what a large image has. */
const mostPackages = 20_000

const plain = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u)
const item = z.object({ name: plain, version: plain, channel: z.string().optional() })

const parts = [
  ['apt', 'apt.tsv', readTable],
  ['conda', 'conda.json', readCondaList],
  ['pip', 'pip.json', readList],
] as const

export const manifestFiles = parts.map(([, file]) => file)

/** `files`: file name → text, or null for what is no file to be read. An image may have made anything of them. */
export function readManifest(files: Record<string, string | null>): Manifest {
  const manifest: Manifest = { packages: [], unread: [] }
  for (const [manager, file, read] of parts) {
    const items = readPart(files[file], read)
    if (items) manifest.packages.push(...items.map(({ name, version }) => ({ manager, name, version })))
    else manifest.unread.push(manager)
  }
  return manifest
}

type Item = z.output<typeof item>

/** Null where a part is not to be trusted; what is left of the text behind it would not be the truth either. */
function readPart(text: string | null | undefined, read: (text: string) => unknown[]): Item[] | null {
  if (text === null) return null
  if (!text?.trim()) return []
  try {
    const items = read(text)
    return items.length <= mostPackages ? z.array(item).parse(items) : null
  } catch {
    return null
  }
}

function readTable(text: string): unknown[] {
  const rows = text.split('\n').filter((line) => line !== '')
  return rows.map((line) => {
    const [name, version] = line.split('\t')
    return { name, version }
  })
}

const list = z.array(z.unknown())

function readList(text: string): unknown[] {
  return list.parse(JSON.parse(text))
}

/** What pip installed into a conda environment is told by pip. */
function readCondaList(text: string): unknown[] {
  return readList(text).filter((found) => (found as { channel?: unknown } | null)?.channel !== 'pypi')
}
