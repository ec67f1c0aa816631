import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { pathHeader } from '#lib/auth/viewer.ts'
import { Missing } from './missing.tsx'

export const metadata: Metadata = { title: 'Nothing here' }

/** What proxy.ts shows, with status 404, in place of a page that is not there for the viewer. */
export default async function MissingPage() {
  return <Missing path={(await headers()).get(pathHeader)?.split('?')[0]} />
}
