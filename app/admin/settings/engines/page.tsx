import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { EngineRefresh } from '#components/settings/engine-refresh.tsx'
import { EnginesTable } from '#components/settings/engines-table.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { stateOf } from '#lib/builds/engine-state.ts'
import { listShownEngines } from './read-engines.ts'

export const metadata: Metadata = { title: 'Engines' }

export default async function EnginesPage() {
  const engines = listShownEngines(await requireViewer(canChangeSettings))
  const now = Date.now()
  return (
    <>
      <PageHeader
        title="Settings"
        action={
          <ButtonLink look="primary" href="/admin/settings/engines/new">
            <Plus aria-hidden />
            Add engine
          </ButtonLink>
        }
      />
      <SettingsTabs here="/admin/settings/engines" />
      <section aria-labelledby="engines-title" className="grid gap-4">
        <div className="grid max-w-prose gap-1">
          <h2 id="engines-title">Engines</h2>
          <p className="text-sm text-muted">
            What builds run on. A build goes to the engine that built its image last, if that has room, else
            to the least busy one that answers.
          </p>
        </div>
        <EnginesTable engines={engines} now={now} />
        {engines.some((engine) => stateOf(engine, now) === 'asked') && <EngineRefresh />}
      </section>
    </>
  )
}
