import type { Metadata } from 'next'
import { CertificateList } from '#components/settings/certificate-list.tsx'
import { EngineActions } from '#components/settings/engine-actions.tsx'
import { EngineFacts } from '#components/settings/engine-facts.tsx'
import { EngineStanding } from '#components/settings/engine-standing.tsx'
import { RunningBuilds } from '#components/settings/running-builds.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { switchEngine, testEngine } from '../actions.ts'
import { findShownEngine } from '../read-engines.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const engine = findShownEngine(await requireViewer(canChangeSettings), (await params).id)
  return { title: engine?.name ?? 'Nothing here' }
}

export default async function EnginePage({ params }: Props) {
  const { id } = await params
  const engine = findShownEngine(await requireViewer(canChangeSettings), id)
  if (!engine) return <Missing path={`/admin/settings/engines/${id}`} />
  const now = Date.now()
  return (
    <div className="grid max-w-3xl gap-6">
      <PageHeader
        trail={[{ href: '/admin/settings/engines', label: 'Engines' }]}
        title={
          <span className="flex flex-wrap items-center gap-2 wrap-anywhere">
            {engine.name} {!engine.isEnabled && <Badge tone="warning">Disabled</Badge>}
          </span>
        }
        about={
          engine.id === null &&
          'Which engine it is stands in DOCKER_HOST or BUILDX_BUILDER of the builder’s environment; it is always enabled.'
        }
      />
      <EngineActions engine={engine} test={testEngine} toggle={switchEngine} />
      <EngineStanding engine={engine} now={now} />
      <RunningBuilds builds={engine.running} buildsAtOnce={engine.buildsAtOnce} />
      <section aria-labelledby="facts" className="grid gap-3">
        <h2 id="facts">What was found</h2>
        <div className="panel p-4">
          <EngineFacts engine={engine} now={now} />
        </div>
      </section>
      <CertificateList certificates={engine.certificates} now={now} />
    </div>
  )
}
