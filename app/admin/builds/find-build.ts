import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'

/** The build that an address names; null where there is none, or none that this viewer may see. */
export function findBuild(viewer: Viewer, id: string): BuildDetail | null {
  if (!/^[1-9]\d{0,14}$/.test(id)) return null
  try {
    return getBuild(viewer, Number(id))
  } catch (error) {
    if (error instanceof AccessDenied) return null
    throw error
  }
}
