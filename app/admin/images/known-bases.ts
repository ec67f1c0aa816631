import { listKnownBases } from '#db/queries/known-bases.ts'
import type { Viewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'

const offered = 50

/** For browsers without JavaScript: what the administrator recommends, and the catalogue's first images. */
export function knownBases(viewer: Viewer): string[] {
  const own = listKnownBases(viewer, '', offered).map(({ reference }) => reference)
  return [...new Set([...config().SLIPWAY_BASE_IMAGES, ...own])]
}
