import { listCatalogue } from '#db/queries/images.ts'
import type { Viewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'

/** What the administrator recommends, and the catalogue's own images. */
export function knownBases(viewer: Viewer): string[] {
  const own = listCatalogue(viewer).flatMap(({ reference }) => reference ?? [])
  return [...new Set([...config().SLIPWAY_BASE_IMAGES, ...own])]
}
