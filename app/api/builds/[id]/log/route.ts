import { canManageBuild } from '#db/queries/builds.ts'
import type { Viewer } from '#lib/access.ts'
import { admitToBuild } from '#lib/auth/admit-to-build.ts'
import { answerDownload } from '#lib/auth/lasting-stream.ts'
import { plainLog } from '#lib/logs/plain.ts'

const refusal = '\nThis is not all of it: you may no longer see this log.\n'

/** The whole log as plain text, to read or to keep. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const admitted = await admitToBuild((await params).id)
  if (admitted instanceof Response) return admitted
  const { viewer, build } = admitted
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `inline; filename="${build.imageName}-${build.number}.log"`,
  }
  const may = (now: Viewer) => canManageBuild(now, build.id)
  return answerDownload({ request, viewer, may, headers, refusal }, plainLog(build.id))
}

export { HEAD } from '../head.ts'
