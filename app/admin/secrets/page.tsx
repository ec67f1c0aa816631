import { KeyRound, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { SecretsTable } from '#components/secrets/secrets-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listSharedPullSecrets } from '#db/queries/pull-secrets.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'

export const metadata: Metadata = { title: 'Pull secrets' }

export default async function SecretsPage() {
  const secrets = listSharedPullSecrets(await requireViewer(canManagePullSecrets))
  return (
    <>
      <PageHeader
        title="Pull secrets"
        about="How Slipway signs in to registries that base images and existing images come from. A password is kept sealed and never shown again."
        action={secrets.length > 0 && <AddSecrets />}
      />
      {secrets.length > 0 ? (
        <SecretsTable secrets={secrets} />
      ) : (
        <EmptyState icon={KeyRound} title="No pull secrets yet" action={<AddSecrets />}>
          Images from registries that ask for a password need one. Public images and the registry that Slipway
          pushes to do not.
        </EmptyState>
      )}
    </>
  )
}

function AddSecrets() {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink href="/admin/secrets/paste">Paste .dockerconfigjson</ButtonLink>
      <ButtonLink look="primary" href="/admin/secrets/new">
        <Plus aria-hidden />
        Add pull secret
      </ButtonLink>
    </div>
  )
}
