import type { Metadata } from 'next'
import { DeleteSecretForm } from '#components/secrets/delete-secret-form.tsx'
import { SecretUse } from '#components/secrets/secret-use.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getPullSecretUse } from '#db/queries/pull-secret-changes.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { removePullSecret } from '../../actions.ts'
import { findSecret } from '../../find-secret.ts'

export const metadata: Metadata = { title: 'Delete pull secret' }

type Props = { params: Promise<{ id: string }> }

export default async function DeleteSecretPage({ params }: Props) {
  const viewer = await requireViewer(canManagePullSecrets)
  const { id } = await params
  const secret = findSecret(viewer, id)
  const path = `/admin/secrets/${id}`
  if (!secret) return <Missing path={path} />
  const use = getPullSecretUse(viewer, secret.id)
  const isUsed = use.images.length + use.active.length > 0
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader
        trail={[
          { href: '/admin/secrets', label: 'Pull secrets' },
          { href: path, label: secret.name },
        ]}
        title={`Delete pull secret “${secret.name}”`}
      />
      <SecretUse use={use} />
      {isUsed ? (
        <div>
          <ButtonLink href="/admin/secrets">Back</ButtonLink>
        </div>
      ) : (
        <DeleteSecretForm action={removePullSecret} secretId={secret.id} />
      )}
    </div>
  )
}
