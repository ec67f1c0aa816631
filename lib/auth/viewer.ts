import type { Viewer } from '#lib/access.ts'
/** Who is asking. */
export async function viewer(): Promise<Viewer | null> {
  return null
}
export async function requireViewer(): Promise<Viewer> {
  throw new Error('not yet')
}
