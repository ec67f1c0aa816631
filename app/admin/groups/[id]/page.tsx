import { Container, Users } from 'lucide-react'
import type { Metadata } from 'next'
import { AddMemberForm } from '#components/groups/add-member-form.tsx'
import { GroupImages } from '#components/groups/group-images.tsx'
import { MembersTable } from '#components/groups/members-table.tsx'
import { OriginBadge } from '#components/groups/origin-badge.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pager, pageFrom } from '#components/ui/pager.tsx'
import { listGroupImages } from '#db/queries/group-contents.ts'
import { listMembers, listPeople } from '#db/queries/group-members.ts'
import type { GroupDetail } from '#db/queries/groups.ts'
import type { Viewer } from '#lib/access.ts'
import { canManageGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../missing/missing.tsx'
import { addMember, changeMember } from '../actions.ts'
import { findGroup } from '../find-group.ts'
import { personLabel } from '../find-person.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ page?: string | string[] }> }
type PartProps = { viewer: Viewer; group: GroupDetail }

/** As many people as a browser shows well while one types; all others can be typed too. */
const maxOffered = 500

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const group = findGroup(await requireViewer(canManageGroups), (await params).id)
  return { title: group?.name ?? 'Nothing here' }
}

export default async function GroupPage({ params, searchParams }: Props) {
  const viewer = await requireViewer(canManageGroups)
  const { id } = await params
  const group = findGroup(viewer, id)
  if (!group) return <Missing path={`/admin/groups/${id}`} />
  return (
    <>
      <PageHeader
        trail={[{ href: '/admin/groups', label: 'Groups' }]}
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            {group.name} <OriginBadge origin={group.origin} />
          </span>
        }
        about={<span className="whitespace-pre-line">{group.description || 'No description yet.'}</span>}
        action={<GroupActions group={group} />}
      />
      <Members viewer={viewer} group={group} page={pageFrom((await searchParams).page)} />
      <Images viewer={viewer} group={group} />
    </>
  )
}

function GroupActions({ group: { id, origin } }: Pick<PartProps, 'group'>) {
  return (
    <>
      <ButtonLink href={`/admin/groups/${id}/edit`}>Edit</ButtonLink>
      {origin === 'hand' && <ButtonLink href={`/admin/groups/${id}/delete`}>Delete group</ButtonLink>}
    </>
  )
}

function Members({ viewer, group, page }: PartProps & { page: number }) {
  const members = listMembers(viewer, group.id, page)
  const people = listPeople(viewer).slice(0, maxOffered).map(personLabel)
  return (
    <section aria-labelledby="members" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="members" className="flex items-center gap-2">
          Members <Badge>{members.count}</Badge>
        </h2>
        <p className="max-w-prose text-sm text-muted">
          What comes from sign-in cannot be changed here: the provider says it anew every few minutes, so it
          has to be changed there. What is given by hand stays until it is taken back by hand.
        </p>
      </div>
      {members.count > 0 ? (
        <MembersTable members={members.rows} groupId={group.id} action={changeMember} />
      ) : (
        <EmptyState icon={Users} title="Nobody is in this group yet">
          People get into it when the sign-in provider names it for them, or by hand below.
        </EmptyState>
      )}
      <Pager path={`/admin/groups/${group.id}`} {...members} />
      <AddMemberForm action={addMember} groupId={group.id} people={people} />
    </section>
  )
}

function Images({ viewer, group }: PartProps) {
  const images = listGroupImages(viewer, group.id)
  return (
    <section aria-labelledby="images" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="images" className="flex items-center gap-2">
          Images <Badge>{images.length}</Badge>
        </h2>
        <p className="text-sm text-muted">
          Images that are Global are for every group and are not listed here.
        </p>
      </div>
      {images.length > 0 ? (
        <GroupImages images={images} />
      ) : (
        <EmptyState icon={Container} title="No image is shared with this group">
          Choose the group under Edit Groups in an image’s form.
        </EmptyState>
      )}
    </section>
  )
}
