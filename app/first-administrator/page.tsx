import type { Metadata } from 'next'
import { FirstCodeForm } from '#components/first-administrator/first-code-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getFirstAdministrator } from '#db/queries/first-administrator.ts'
import { canEnterFirstCode, type Viewer } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { becomeAdministrator } from './actions.ts'

export const metadata: Metadata = { title: 'First administrator' }

/** Where whoever runs Slipway becomes its first administrator, with a code out of its log. */
export default async function FirstAdministratorPage() {
  const viewer = await requireViewer(canEnterFirstCode)
  const found = getFirstAdministrator()
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader title="First administrator" />
      {found === 'made' && <Made viewer={viewer} />}
      {found === 'code expired' && (
        <Notice tone="warning" title="There is no code that is good now">
          <p>A code is good for 24 hours. Start the web process again: its log has a new one then.</p>
        </Notice>
      )}
      {found === 'code open' && (
        <>
          <p>
            No administrator has signed in yet. The web process wrote a code into its log when it started, in
            the line that begins with “There is no administrator yet”. Whoever can read that log enters the
            code here and is the first one.
          </p>
          <FirstCodeForm action={becomeAdministrator} />
          <p className="text-sm text-muted">
            You are signed in as {viewer.name}
            {viewer.email && ` (${viewer.email})`}. The code is good once, and for 24 hours.
          </p>
        </>
      )}
    </div>
  )
}

function Made({ viewer }: { viewer: Viewer }) {
  if (viewer.isAdministrator)
    return (
      <>
        <Notice tone="success" title="Slipway has an administrator: you are one">
          <p>No code is good any more. Make others administrators on their page under Users.</p>
        </Notice>
        <div>
          <ButtonLink href="/admin/setup">Go to the setup</ButtonLink>
        </div>
      </>
    )
  return (
    <>
      <Notice title="Slipway has an administrator">
        <p>So no code is good any more. Ask them, if you should be one, too.</p>
      </Notice>
      <div>
        <ButtonLink href="/">Go to the catalogue</ButtonLink>
      </div>
    </>
  )
}
