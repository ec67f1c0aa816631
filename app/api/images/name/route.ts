import { isDisplayNameTaken } from '#db/queries/images.ts'
import { canManageImages } from '#lib/access.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { imageNameFor } from '../../../admin/images/new/image-name.ts'

const longest = 300

/** The image name that a display name would get, and whether the display name itself is taken. */
export async function GET(request: Request): Promise<Response> {
  const asking = await viewer()
  if (!asking) return refuse(401, 'Sign in to see images.')
  if (!canManageImages(asking)) return refuse(403, 'You may not add images.')
  const displayName = (new URL(request.url).searchParams.get('displayName') ?? '').trim().slice(0, longest)
  const answer = { name: imageNameFor(asking, displayName), isTaken: isDisplayNameTaken(displayName) }
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}
