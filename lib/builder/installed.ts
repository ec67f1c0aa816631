/** What is installed in an image that was pushed, by its own word, of which nothing is believed unseen. */
import { manifestContext } from '#lib/builds/context.ts'
import { type Manifest, manifestFiles, readManifest } from '#lib/builds/manifest.ts'
import { readTar } from '#lib/builds/tar.ts'
import { exportManifest } from '#lib/engine/export-manifest.ts'
import type { PackageManager } from '#lib/images/types.ts'
import { writeContext } from './begin.ts'
import type { Begun } from './begun.ts'

type Question = { folder: string; begun: Begun; digest: string; signal: AbortSignal }

const longestPart = 8 * 1024 * 1024

/** Asks the pushed image itself, by its digest, so that it cannot be another installation. Null where it did not say. */
export async function readInstalled({ folder, begun, digest, signal }: Question): Promise<Manifest | null> {
  await writeContext(folder, manifestContext(begun.repository, digest), 'manifest-context')
  const tar = await exportManifest({ folder, engine: begun.engine, signal })
  if (!tar) return null
  const files = readTar(tar, manifestFiles, longestPart)
  const texts = [...files].map(([name, bytes]) => [name, bytes?.toString('utf8') ?? null])
  return readManifest(Object.fromEntries(texts))
}

/** What the log says about a manifest that is not all there; null where nothing is to be said. */
export function explainUnread(manifest: Manifest | null): string | null {
  if (!manifest?.packages.length) return 'What is installed in the image could not be read.'
  const unread = manifest.unread.map((manager) => names[manager])
  return unread.length > 0 ? `What ${unread.join(' and ')} installed in the image could not be read.` : null
}

const names: Record<PackageManager, string> = { apt: 'APT', conda: 'Conda', pip: 'Pip' }
