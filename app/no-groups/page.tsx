import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { FirstAdministratorNotice } from '#components/first-administrator/first-administrator-notice.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { getFirstAdministrator } from '#db/queries/first-administrator.ts'
import { lacksGroupsClaim } from '#lib/auth/record-claims.ts'
import { pathHeader, requireViewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { signOut } from '../sign-out/actions.ts'

export const metadata: Metadata = { title: 'No groups yet' }

/** What proxy.ts shows to someone who is signed in and in no group. */
export default async function NoGroupsPage() {
  const viewer = await requireViewer()
  const path = (await headers()).get(pathHeader) ?? '/'
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader
        title="You are in no group yet"
        about="Slipway shows images to groups, so there is nothing to show you."
      />
      <dl className="panel grid gap-3 p-4 text-sm">
        <Fact term="Signed in as">
          {viewer.name}
          {viewer.email && ` (${viewer.email})`}
        </Fact>
        <Fact term="Sign-in provider">{new URL(config().SLIPWAY_OIDC_ISSUER).host}</Fact>
        <Fact term="What it said about you">{whatItSaid(viewer.userId)}</Fact>
      </dl>
      <Notice title="What to do">
        <p>
          Ask whoever looks after accounts in your organisation to add you to a group at the sign-in provider.
          Then check again; if nothing changes, sign out and in once more.
        </p>
      </Notice>
      {getFirstAdministrator() !== 'made' && <FirstAdministratorNotice />}
      <form action={signOut} className="flex flex-wrap gap-2">
        <a className={buttonClass('primary')} href={path}>
          Check again
        </a>
        <SubmitButton look="secondary">Sign out</SubmitButton>
      </form>
    </div>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function whatItSaid(userId: number) {
  const claim = <code className="font-mono">{config().SLIPWAY_OIDC_GROUPS_CLAIM}</code>
  if (!lacksGroupsClaim(userId)) return 'An empty list of groups.'
  return (
    <>
      Nothing about groups: its answer has no {claim} claim. If everyone sees this, an administrator has to
      let the provider send that claim, or name another one in the configuration of Slipway.
    </>
  )
}
