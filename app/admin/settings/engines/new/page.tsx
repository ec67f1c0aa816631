import type { Metadata } from 'next'
import { EngineForm } from '#components/settings/engine-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { addEngine } from '../actions.ts'

export const metadata: Metadata = { title: 'Add engine' }

export default async function NewEnginePage() {
  await requireViewer(canChangeSettings)
  return (
    <div className="grid max-w-xl gap-6">
      <PageHeader
        trail={[{ href: '/admin/settings/engines', label: 'Engines' }]}
        title="Add engine"
        about="The builder asks it as soon as it is saved. It has to reach the registry under the same address as Slipway."
      />
      <EngineForm action={addEngine} values={{ kind: ['docker'], buildsAtOnce: ['2'] }} />
    </div>
  )
}
