import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { Time } from '#components/time.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Administrator } from '#components/users/administrator.tsx'
import { UserGroups } from '#components/users/user-groups.tsx'
import { getUserDetail, type UserDetail } from '#db/queries/user-list.ts'
import { canSeeUsers, type Viewer } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { idFrom } from '#lib/form-text.ts'
import { Missing } from '../../../missing/missing.tsx'
import { changeAdministrator } from './actions.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const user = findUser(await requireViewer(canSeeUsers), (await params).id)
  return { title: user?.name ?? 'Nothing here' }
}

export default async function UserPage({ params }: Props) {
  const { id } = await params
  const user = findUser(await requireViewer(canSeeUsers), id)
  if (!user) return <Missing path={`/admin/users/${id}`} />
  return (
    <>
      <PageHeader trail={[{ href: '/admin/users', label: 'Users' }]} title={user.name} about={user.email} />
      {user.claimsAt === 0 && (
        <Notice tone="warning" title="The sign-in provider no longer vouches for this person">
          <p>They are signed out and have nothing from sign-in until they sign in again.</p>
        </Notice>
      )}
      <About user={user} />
      <section aria-labelledby="groups" className="grid gap-4">
        <h2 id="groups">Groups</h2>
        {user.groups.length > 0 ? (
          <UserGroups groups={user.groups} />
        ) : (
          <EmptyState icon={Users} title="In no group">
            The provider can name groups for this person, or add them by hand on a group’s page.
          </EmptyState>
        )}
      </section>
    </>
  )
}

function About({ user }: { user: UserDetail }) {
  return (
    <section aria-label="About" className="panel grid gap-3 p-4">
      <Facts>
        <Fact label="Administrator">
          <Administrator user={user} action={changeAdministrator} means={administratorMeans()} />
        </Fact>
        <Fact label="Last sign-in">
          <Time at={user.lastSignInAt} />
        </Fact>
        <Fact label="First sign-in">
          <Time at={user.createdAt} />
        </Fact>
        <Fact label="Provider last asked">{user.claimsAt > 0 && <Time at={user.claimsAt} />}</Fact>
        <Fact label="Sign-in provider">{user.issuer}</Fact>
        <Fact label="Known there as">
          <code className="font-mono text-[0.8125rem]">{user.subject}</code>
        </Fact>
      </Facts>
    </section>
  )
}

/** What makes an administrator at the provider. */
function administratorMeans(): string[] {
  const { SLIPWAY_OIDC_ADMIN_ROLE: role, SLIPWAY_OIDC_ADMIN_GROUP: group } = config()
  return [`the role ${role}`, ...(group ? [`the group ${group}`] : [])]
}

/** The person whom an address names; null where there is none, or none that this viewer may see. */
function findUser(viewer: Viewer, id: string): UserDetail | null {
  const userId = idFrom(id)
  return userId !== null && canSeeUsers(viewer) ? getUserDetail(viewer, userId) : null
}
