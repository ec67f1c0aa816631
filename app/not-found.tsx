import type { Metadata } from 'next'
import { Missing } from './missing/missing.tsx'

/** Next takes these words for every answer with status 404, whatever page it shows. */
export const metadata: Metadata = { title: 'Nothing here' }

/** For what proxy.ts does not decide about. */
export default function NotFound() {
  return <Missing />
}
