import type { Metadata } from 'next'
import { EditGroupForm } from '#components/groups/edit-group-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { isNamedBySignIn } from '#db/queries/group-changes.ts'
import { canManageGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { editGroup } from '../../actions.ts'
import { findGroup } from '../../find-group.ts'

export const metadata: Metadata = { title: 'Edit group' }

type Props = { params: Promise<{ id: string }> }

export default async function EditGroupPage({ params }: Props) {
  const viewer = await requireViewer(canManageGroups)
  const { id } = await params
  const group = findGroup(viewer, id)
  const path = `/admin/groups/${id}`
  if (!group) return <Missing path={path} />
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[
          { href: '/admin/groups', label: 'Groups' },
          { href: path, label: group.name },
        ]}
        title="Edit group"
      />
      <EditGroupForm action={editGroup} group={group} isNamedBySignIn={isNamedBySignIn(viewer, group.id)} />
    </div>
  )
}
