import type { Metadata } from 'next'
import { BuildHistory } from '#components/image/build-history.tsx'
import { Description } from '#components/image/description.tsx'
import { FreshnessNotice } from '#components/image/freshness-notice.tsx'
import { HistoryPager } from '#components/image/history-pager.tsx'
import { ImageFacts } from '#components/image/image-facts.tsx'
import { ImageState } from '#components/image/image-state.tsx'
import { LabelDoubts } from '#components/image/label-doubts.tsx'
import { RemovedBuilds } from '#components/image/removed-builds.tsx'
import { TakeDigestForm } from '#components/image/take-digest-form.tsx'
import { notReadyReason } from '#components/status.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { enginePlatforms } from '#db/queries/engine-platforms.ts'
import { listImageBuilds } from '#db/queries/image-builds.ts'
import { getManagedImage, type ManagedImageDetail } from '#db/queries/managed-image.ts'
import { canChangeSettings, canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { isFinal } from '#lib/builds/state.ts'
import { idFrom } from '#lib/form-text.ts'
import { freshnessOf } from '#lib/images/freshness.ts'
import { labelDoubts } from '#lib/images/label-doubts.ts'
import { housekeeping } from '#lib/settings.ts'
import { Missing } from '../../../missing/missing.tsx'
import { takeDigest } from './take-digest.ts'

type Query = { before?: string | string[]; after?: string | string[] }
type Props = { params: Promise<{ name: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const image = getManagedImage(await requireViewer(canManageImages), (await params).name)
  return { title: image?.displayName ?? 'Nothing here' }
}

export default async function ManagedImagePage({ params, searchParams }: Props) {
  const viewer = await requireViewer(canManageImages)
  const { name } = await params
  const image = getManagedImage(viewer, name)
  if (!image) return <Missing path={`/admin/images/${name}`} />
  const history = image.source === 'custom' && listImageBuilds(viewer, name, placeFrom(await searchParams))
  return (
    <>
      <PageHeader
        trail={[{ href: '/admin/images', label: 'Images' }]}
        title={image.displayName}
        about={<Description text={image.description} />}
        action={<Actions image={image} />}
      />
      {notReadyReason(image) && <ImageState image={image} />}
      <Outdated image={image} />
      <LabelDoubts doubts={labelDoubts(image, enginePlatforms())} />
      <ImageFacts image={image} />
      {history && (
        <section aria-labelledby="builds" className="grid gap-3">
          <h2 id="builds">Builds</h2>
          <BuildHistory imageName={name} builds={history.builds} now={Date.now()} />
          <HistoryPager path={`/admin/images/${name}`} page={history} />
          <RemovedBuilds
            page={history}
            keepBuilds={housekeeping().keepBuilds}
            canChange={canChangeSettings(viewer)}
          />
        </section>
      )}
    </>
  )
}

/** Says it where the image is not what its source means today. */
function Outdated({ image: { name, revision, tracked } }: { image: ManagedImageDetail }) {
  if (!tracked) return null
  return (
    <FreshnessNotice
      freshness={freshnessOf(tracked)}
      path={`/admin/images/${name}`}
      take={(words) => <TakeDigestForm action={takeDigest} name={name} seen={revision} words={words} />}
    />
  )
}

function Actions({ image: { name, source, lastBuild } }: { image: ManagedImageDetail }) {
  const isBuilding = lastBuild !== null && !isFinal(lastBuild.state)
  const path = `/admin/images/${name}`
  return (
    <>
      {source === 'custom' && (
        <ButtonLink href={`${path}/rebuild`} look={isBuilding ? undefined : 'primary'}>
          Rebuild
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/edit`}>Edit</ButtonLink>
      <ButtonLink href={`${path}/delete`}>Delete</ButtonLink>
    </>
  )
}

function placeFrom({ before, after }: Query) {
  const [older, newer] = [before, after].map((value) => idFrom([value].flat()[0] ?? ''))
  return { ...(older && { before: older }), ...(newer && { after: newer }) }
}
