import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { FirstAdministratorNotice } from '#components/first-administrator/first-administrator-notice.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getFirstAdministrator } from '#db/queries/first-administrator.ts'
import { audienceOf } from '#lib/auth/page-access.ts'
import { pathHeader, requireViewer } from '#lib/auth/viewer.ts'

export const metadata: Metadata = { title: 'No access' }

/** What proxy.ts shows in place of a page that the viewer may not open. */
export default async function NoAccessPage() {
  const viewer = await requireViewer()
  const path = (await headers()).get(pathHeader)?.split('?')[0] ?? '/'
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader title="You may not open this page" />
      <p>
        <code className="font-mono">{path}</code> is for {audienceOf(path)}. You are signed in as{' '}
        {viewer.name}
        {viewer.email && ` (${viewer.email})`}. If you should have access, ask an administrator for the role.
      </p>
      {getFirstAdministrator() !== 'made' && <FirstAdministratorNotice />}
      <div>
        <ButtonLink href="/">Go to the catalogue</ButtonLink>
      </div>
    </div>
  )
}
