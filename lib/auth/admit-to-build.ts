/** The door of a build's routes: who asks, and may they. */
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { AccessDenied, type Viewer } from '#lib/access.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { viewer } from '#lib/auth/viewer.ts'

export type Admitted = { viewer: Viewer; build: BuildDetail }

/** The build that a route was asked for, or the response that refuses it: 401, 403 or 404, each with a body. */
export async function admitToBuild(id: string): Promise<Admitted | Response> {
  const asking = await viewer()
  if (!asking) return refuse(401, 'Sign in to see this build.')
  try {
    const build = /^\d{1,15}$/.test(id) ? getBuild(asking, Number(id)) : null
    return build ? { viewer: asking, build } : refuse(404, 'There is no such build.')
  } catch (error) {
    if (error instanceof AccessDenied) return refuse(403, error.message)
    throw error
  }
}
