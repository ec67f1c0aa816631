import type { Metadata } from 'next'
import { DeleteEngineForm } from '#components/settings/delete-engine-form.tsx'
import { RunningBuilds } from '#components/settings/running-builds.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listEngineBuilds } from '#db/queries/engines.ts'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../../missing/missing.tsx'
import { removeEngine } from '../../actions.ts'
import { findEngine } from '../../read-engines.ts'

export const metadata: Metadata = { title: 'Delete engine' }

type Props = { params: Promise<{ id: string }> }

export default async function DeleteEnginePage({ params }: Props) {
  const viewer = await requireViewer(canChangeSettings)
  const { id } = await params
  const engine = findEngine(viewer, id)
  const path = `/admin/settings/engines/${id}`
  if (!engine) return <Missing path={path} />
  const running = listEngineBuilds(viewer, engine.id)
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader
        trail={[
          { href: '/admin/settings/engines', label: 'Engines' },
          { href: path, label: engine.name },
        ]}
        title={`Delete engine “${engine.name}”`}
      />
      {running.length === 0 ? (
        <DeleteEngineForm action={removeEngine} engineId={engine.id} back={path} />
      ) : (
        <>
          <Notice tone="warning" title="Builds run on it, so it cannot be deleted now">
            <p>Disable it, and it takes no further ones; delete it when these are over.</p>
          </Notice>
          <RunningBuilds builds={running} buildsAtOnce={engine.buildsAtOnce} />
          <div>
            <ButtonLink href={path}>Back</ButtonLink>
          </div>
        </>
      )}
    </div>
  )
}
