import { listKnownBases } from '#db/queries/known-bases.ts'
import { canManageImages } from '#lib/access.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { recommendedBases } from '#lib/images/known-base.ts'

const limit = 20
const longest = 300

/** Bases whose names or URLs contain `q`, for those who build images: at most 20, and whether there are more. */
export async function GET(request: Request): Promise<Response> {
  const asking = await viewer()
  if (!asking) return refuse(401, 'Sign in to see images.')
  if (!canManageImages(asking)) return refuse(403, 'You may not build images.')
  const typed = (new URL(request.url).searchParams.get('q') ?? '').slice(0, longest)
  const recommended = recommendedBases(config().SLIPWAY_BASE_IMAGES, typed)
  const found = [...recommended, ...listKnownBases(asking, typed, limit + 1)]
  const answer = { bases: found.slice(0, limit), hasMore: found.length > limit }
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}
