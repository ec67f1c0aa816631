import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { DeleteGroupForm } from '#components/groups/delete-group-form.tsx'
import { WhatGoes } from '#components/groups/what-goes.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getGroupContents } from '#db/queries/group-contents.ts'
import { canManageGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { removeGroup } from '../../actions.ts'
import { findGroup } from '../../find-group.ts'

export const metadata: Metadata = { title: 'Delete group' }

type Props = { params: Promise<{ id: string }> }

export default async function DeleteGroupPage({ params }: Props) {
  const viewer = await requireViewer(canManageGroups)
  const { id } = await params
  const group = findGroup(viewer, id)
  const path = `/admin/groups/${id}`
  if (!group) return <Missing path={path} />
  if (group.origin !== 'hand') redirect(path)
  const contents = getGroupContents(viewer, group.id)
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader
        trail={[
          { href: '/admin/groups', label: 'Groups' },
          { href: path, label: group.name },
        ]}
        title={`Delete group “${group.name}”`}
      />
      <DeleteGroupForm action={removeGroup} groupId={group.id} seen={contents.seen}>
        <WhatGoes contents={contents} />
      </DeleteGroupForm>
    </div>
  )
}
