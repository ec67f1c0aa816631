import type { Metadata } from 'next'
import { DescriptionForm } from '#components/groups/description-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { saveDescription } from '../../actions.ts'
import { findGroup } from '../../find-group.ts'

export const metadata: Metadata = { title: 'Edit description' }

type Props = { params: Promise<{ id: string }> }

export default async function EditGroupPage({ params }: Props) {
  const { id } = await params
  const group = findGroup(await requireViewer(), id)
  const path = `/admin/groups/${id}`
  if (!group) return <Missing path={path} />
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[
          { href: '/admin/groups', label: 'Groups' },
          { href: path, label: group.name },
        ]}
        title="Edit description"
      />
      <DescriptionForm action={saveDescription} groupId={group.id} description={group.description} />
    </div>
  )
}
