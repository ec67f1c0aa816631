import type { Metadata } from 'next'
import { GroupForm } from '#components/groups/group-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canManageGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { createGroup } from '../actions.ts'

export const metadata: Metadata = { title: 'Add group' }

export default async function NewGroupPage() {
  await requireViewer(canManageGroups)
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[{ href: '/admin/groups', label: 'Groups' }]}
        title="Add group"
        about="For people whom the sign-in provider does not put into one group."
      />
      <GroupForm action={createGroup} />
    </div>
  )
}
