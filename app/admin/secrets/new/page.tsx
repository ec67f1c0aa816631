import type { Metadata } from 'next'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { createPullSecret } from './actions.ts'
import { PullSecretForm } from './pull-secret-form.tsx'

export const metadata: Metadata = { title: 'Add pull secret' }

export default async function NewSecretPage() {
  await requireViewer()
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader trail={[{ href: '/admin/secrets', label: 'Pull secrets' }]} title="Add pull secret" />
      <PullSecretForm action={createPullSecret} />
    </div>
  )
}
