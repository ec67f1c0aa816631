import type { Metadata } from 'next'
import { PasteForm } from '#components/secrets/paste-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { addPastedSecrets } from '../actions.ts'

export const metadata: Metadata = { title: 'Paste .dockerconfigjson' }

export default async function PasteSecretsPage() {
  const groups = listGroups(await requireViewer(canManagePullSecrets))
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[{ href: '/admin/secrets', label: 'Pull secrets' }]}
        title="Paste .dockerconfigjson"
        about="Slipway takes it apart and lets you choose which logins become pull secrets."
      />
      <PasteForm action={addPastedSecrets} groups={groups} />
    </div>
  )
}
