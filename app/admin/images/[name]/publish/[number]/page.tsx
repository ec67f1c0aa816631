import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PublishForm } from '#components/image/publish-form.tsx'
import { Digest, Reference } from '#components/reference.tsx'
import { Time } from '#components/time.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { type EarlierBuild, getEarlierBuild } from '#db/queries/publishing.ts'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { idFrom } from '#lib/form-text.ts'
import { Missing } from '../../../../../missing/missing.tsx'
import { publishBuild } from './actions.ts'

export const metadata: Metadata = { title: 'Publish this build again' }

type Props = { params: Promise<{ name: string; number: string }> }

export default async function PublishPage({ params }: Props) {
  const viewer = await requireViewer(canManageImages)
  const { name, number } = await params
  const path = `/admin/images/${name}`
  const image = getManagedImage(viewer, name)
  const build = image && getEarlierBuild(viewer, name, idFrom(number) ?? 0)
  if (!build) return <Missing path={`${path}/publish/${number}`} />
  if (build.id === image.publishedBuildId) redirect(path)
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader
        trail={[
          { href: '/admin/images', label: 'Images' },
          { href: path, label: image.displayName },
        ]}
        title={`Publish ${image.displayName} #${build.number} again`}
      />
      <PublishForm
        action={publishBuild}
        image={name}
        number={build.number}
        seen={image.publishedBuildId ?? 0}
        back={path}
      >
        <p>
          The catalogue will show build #{build.number} in place of build #{image.publishedNumber}. No build
          is deleted, so this can be undone the same way.
        </p>
        <Published build={build} />
        <p className="text-sm text-muted">
          The tag <code className="font-mono">latest</code> in the registry follows.
        </p>
      </PublishForm>
    </div>
  )
}

function Published({ build: { reference, digest, finishedAt } }: { build: EarlierBuild }) {
  return (
    <Facts>
      <Fact label="Reference">
        <Reference value={reference} />
      </Fact>
      <Fact label="Digest">
        <Digest value={digest} />
      </Fact>
      <Fact label="Built">{finishedAt !== null && <Time at={finishedAt} />}</Fact>
    </Facts>
  )
}
