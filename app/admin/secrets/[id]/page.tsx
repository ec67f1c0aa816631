import type { Metadata } from 'next'
import { PullSecretForm } from '#components/secrets/pull-secret-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { fingerprint } from '#db/queries/pull-secret-changes.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../missing/missing.tsx'
import { changePullSecret } from '../actions.ts'
import { findSecret } from '../find-secret.ts'

export const metadata: Metadata = { title: 'Edit pull secret' }

type Props = { params: Promise<{ id: string }> }

export default async function EditSecretPage({ params }: Props) {
  const viewer = await requireViewer(canManagePullSecrets)
  const { id } = await params
  const secret = findSecret(viewer, id)
  if (!secret) return <Missing path={`/admin/secrets/${id}`} />
  const { name, registry, username, groups } = secret
  const values = {
    name: [name],
    registry: [registry],
    username: [username],
    groupIds: groups.map((group) => String(group.id)),
    seen: [fingerprint(secret)],
  }
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[{ href: '/admin/secrets', label: 'Pull secrets' }]}
        title={`Edit “${name}”`}
        about="A changed login is tried at the registry before it is saved."
        action={<ButtonLink href={`/admin/secrets/${id}/delete`}>Delete</ButtonLink>}
      />
      <PullSecretForm
        action={changePullSecret}
        groups={listGroups(viewer)}
        edited={{ id: secret.id, values }}
      />
    </div>
  )
}
