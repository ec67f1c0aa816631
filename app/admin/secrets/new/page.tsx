import type { Metadata } from 'next'
import Link from 'next/link'
import { PullSecretForm } from '#components/secrets/pull-secret-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { addPullSecret } from '../actions.ts'

export const metadata: Metadata = { title: 'Add pull secret' }

export default async function NewSecretPage() {
  const groups = listGroups(await requireViewer(canManagePullSecrets))
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[{ href: '/admin/secrets', label: 'Pull secrets' }]}
        title="Add pull secret"
        about={
          <>
            The login is tried at the registry before it is saved. You have a file?{' '}
            <Link prefetch={false} href="/admin/secrets/paste" className="link">
              Paste .dockerconfigjson
            </Link>
          </>
        }
      />
      <PullSecretForm action={addPullSecret} groups={groups} />
    </div>
  )
}
