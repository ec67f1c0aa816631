/** Reads the manifest that a build's collect stage wrote: what is installed, by the managers' own word. */
import { z } from 'zod'
import type { InstalledPackage } from '#lib/images/types.ts'

const list = z.array(z.object({ name: z.string(), version: z.string(), channel: z.string().optional() }))

/** `files`: file name → text, as far as they exist. A part that cannot be read counts as absent. */
export function readManifest(files: Record<string, string | undefined>): InstalledPackage[] {
  const apt = (files['apt.tsv'] ?? '').split('\n').flatMap((line): InstalledPackage[] => {
    const [name, version] = line.split('\t')
    return name && version ? [{ manager: 'apt', name, version }] : []
  })
  const conda = readList(files['conda.json']).filter((item) => item.channel !== 'pypi')
  const pip = readList(files['pip.json'])
  const named = (manager: 'conda' | 'pip') => (item: { name: string; version: string }) => {
    return { manager, name: item.name, version: item.version }
  }
  return [...apt, ...conda.map(named('conda')), ...pip.map(named('pip'))]
}

function readList(text: string | undefined) {
  try {
    return list.parse(JSON.parse(text ?? '[]'))
  } catch {
    return []
  }
}
