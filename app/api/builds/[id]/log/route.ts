import { admitToBuild } from '#lib/auth/admit-to-build.ts'
import { plainLog } from '#lib/logs/plain.ts'
import { streamTexts } from '#lib/logs/stream.ts'

/** The whole log as plain text, to read or to keep. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const admitted = await admitToBuild((await params).id)
  if (admitted instanceof Response) return admitted
  const { build } = admitted
  return new Response(streamTexts(plainLog(build.id)), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `inline; filename="${build.imageName}-${build.number}.log"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

export { HEAD } from '../head.ts'
