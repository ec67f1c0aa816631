import type { Metadata } from 'next'
import { BuildDetails } from '#components/build/build-details.tsx'
import { CancelBuild } from '#components/build/cancel-build.tsx'
import { FinalVerdict } from '#components/build/final-verdict.tsx'
import { BuildLive } from '#components/build-live.tsx'
import { DiskNotice } from '#components/builds/disk-notice.tsx'
import { statusLooks } from '#components/status.tsx'
import { Time } from '#components/time.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getEstimate } from '#db/queries/build-times.ts'
import type { BuildDetail } from '#db/queries/builds.ts'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { isFinal } from '#lib/builds/state.ts'
import { readLogTail, readSteps } from '#lib/logs/read.ts'
import { readDataDisk } from '#lib/operations/data-disk.ts'
import { Missing } from '../../../missing/missing.tsx'
import { findBuild } from '../find-build.ts'
import { cancelBuild } from './actions.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const build = findBuild(await requireViewer(canManageImages), (await params).id)
  if (!build) return { title: 'Nothing here' }
  return { title: `${statusLooks[build.state].word}: ${build.displayName} #${build.number}` }
}

export default async function BuildPage({ params }: Props) {
  const { id } = await params
  const viewer = await requireViewer(canManageImages)
  const build = findBuild(viewer, id)
  if (!build) return <Missing path={`/admin/builds/${id}`} />
  const isCancelling = build.cancelRequestedAt !== null
  const [log, steps] = await Promise.all([readLogTail(build.id), readSteps(build.id)])
  const askedBy = <AskedBy build={build} />
  const verdict = isFinal(build.state) && <FinalVerdict build={build} state={build.state} askedBy={askedBy} />
  return (
    <>
      <PageHeader
        trail={[
          { href: '/admin/images', label: 'Images' },
          { href: `/admin/images/${build.imageName}`, label: build.displayName },
        ]}
        title={`${build.displayName} #${build.number}`}
        action={
          verdict ? (
            <Rebuild build={build} />
          ) : (
            !isCancelling && <CancelBuild action={cancelBuild} buildId={build.id} />
          )
        }
      />
      {!verdict && <RefreshWithoutScript />}
      {build.state === 'queued' && <DiskNotice disk={readDataDisk()} />}
      <BuildLive
        key={build.id}
        buildId={build.id}
        progress={progressOf(build)}
        isCancelling={isCancelling}
        estimate={verdict ? null : getEstimate(viewer, build.id)}
        askedBy={askedBy}
        steps={steps}
        log={log}
        serverNow={Date.now()}
        verdict={verdict || null}
      />
      <BuildDetails build={build} />
    </>
  )
}

/** From this build, which need not be the last one. */
function Rebuild({ build: { imageName, number } }: { build: BuildDetail }) {
  return (
    <ButtonLink look="primary" href={`/admin/images/${imageName}/rebuild?from=${number}`}>
      Rebuild
    </ButtonLink>
  )
}

function AskedBy({ build: { requestedBy, requestedAt, isScheduled } }: { build: BuildDetail }) {
  return (
    <>
      {isScheduled ? 'Scheduled because its base changed,' : `Requested by ${requestedBy}`}{' '}
      <Time at={requestedAt} />
    </>
  )
}

function progressOf({ state, queuePosition, startedAt, finishedAt }: BuildDetail) {
  return { state, queuePosition, startedAt, finishedAt }
}

function RefreshWithoutScript() {
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  )
}
