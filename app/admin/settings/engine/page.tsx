import { Hammer } from 'lucide-react'
import type { Metadata } from 'next'
import { EngineFacts } from '#components/settings/engine-facts.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { engineWarnings, isEngineReady } from '#lib/builds/engine-report.ts'
import { readEngineReport } from '../../setup/read-setup.ts'

export const metadata: Metadata = { title: 'Engine' }

export default async function EnginePage() {
  await requireViewer()
  const report = readEngineReport()
  const now = Date.now()
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs here="/admin/settings/engine" />
      <section aria-labelledby="engine-title" className="grid max-w-3xl gap-4">
        <div className="grid gap-1">
          <h2 id="engine-title">Engine</h2>
          <p className="text-sm text-muted">
            What builds run on. The builder looks every 30 seconds; which engine it uses is set by DOCKER_HOST
            or BUILDX_BUILDER in its environment.
          </p>
        </div>
        {isEngineReady(report, now) && <Notice tone="success" title="The engine answers" />}
        {engineWarnings(report, now).map(({ tone, title, text }) => (
          <Notice key={title} tone={tone} title={title}>
            <p>{text}</p>
          </Notice>
        ))}
        {report ? (
          <div className="panel p-4">
            <EngineFacts report={report} now={now} />
          </div>
        ) : (
          <EmptyState icon={Hammer} title="Nothing is known about the engine yet">
            It appears here as soon as a builder has started.
          </EmptyState>
        )}
      </section>
    </>
  )
}
