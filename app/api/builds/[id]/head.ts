import { admitToBuild } from '#lib/auth/admit-to-build.ts'

/** Answers HEAD without opening a stream that nobody would read to its end. */
export async function HEAD(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const admitted = await admitToBuild((await params).id)
  const status = admitted instanceof Response ? admitted.status : 200
  return new Response(null, { status })
}
