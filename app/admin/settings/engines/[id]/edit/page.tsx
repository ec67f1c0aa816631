import type { Metadata } from 'next'
import { EngineForm } from '#components/settings/engine-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../../missing/missing.tsx'
import { changeEngine } from '../../actions.ts'
import { findEngine } from '../../read-engines.ts'

export const metadata: Metadata = { title: 'Edit engine' }

type Props = { params: Promise<{ id: string }> }

export default async function EditEnginePage({ params }: Props) {
  const { id } = await params
  const engine = findEngine(await requireViewer(canChangeSettings), id)
  const path = `/admin/settings/engines/${id}`
  if (!engine) return <Missing path={path} />
  const { name, kind, address, caCertificate, clientCertificate, buildsAtOnce, updatedAt } = engine
  const values = {
    name: [name],
    kind: [kind],
    address: [address],
    caCertificate: [caCertificate],
    clientCertificate: [clientCertificate],
    buildsAtOnce: [String(buildsAtOnce)],
    seen: [String(updatedAt)],
  }
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[
          { href: '/admin/settings/engines', label: 'Engines' },
          { href: path, label: name },
        ]}
        title={`Edit “${name}”`}
        about="Builds that run there go on as they began."
      />
      <EngineForm
        action={changeEngine}
        values={values}
        edited={{ id: engine.id, hasKey: engine.hasClientKey }}
      />
    </div>
  )
}
