import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Cell, Row, Table } from '#components/ui/table.tsx'
import { listPullSecrets, type PullSecret } from '#db/queries/pull-secrets.ts'
import { requireViewer } from '#lib/auth/viewer.ts'

export const metadata: Metadata = { title: 'Pull secrets' }

export default async function SecretsPage() {
  const secrets = listPullSecrets(await requireViewer())
  const add = (
    <ButtonLink look="primary" href="/admin/secrets/new">
      Add pull secret
    </ButtonLink>
  )
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Pull secrets"
        about="How Slipway signs in to registries that base images and existing images come from. A password is kept sealed and never shown again."
        action={secrets.length > 0 && add}
      />
      {secrets.length > 0 ? <SecretsTable secrets={secrets} /> : <NoSecrets action={add} />}
    </div>
  )
}

function SecretsTable({ secrets }: { secrets: readonly PullSecret[] }) {
  return (
    <Table caption="Pull secrets" columns={['Name', 'Registry', 'User name']}>
      {secrets.map(({ id, name, registry, username }) => (
        <Row key={id}>
          <Cell className="font-medium">{name}</Cell>
          <Cell label="Registry">
            <span className="font-mono">{registry}</span>
          </Cell>
          <Cell label="User name">{username}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function NoSecrets({ action }: { action: React.ReactNode }) {
  return (
    <EmptyState icon={KeyRound} title="No pull secrets yet" action={action}>
      Images from registries that ask for a password need one. Public images and the registry that Slipway
      pushes to do not.
    </EmptyState>
  )
}
