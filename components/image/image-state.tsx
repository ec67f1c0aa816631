import Link from 'next/link'
import type { LastBuild } from '#db/queries/images.ts'
import { notReadyReason } from '../status.tsx'
import { Notice } from '../ui/notice.tsx'

type Props = { image: { name: string; isReady: boolean; lastBuild: LastBuild | null } }

/** For those who manage an image: whether it is ready, and the way to its builds. */
export function ImageState({ image }: Props) {
  const { lastBuild } = image
  if (!lastBuild) return null
  const reason = notReadyReason(image)
  const buildPath = `/admin/builds/${lastBuild.id}`
  if (!reason) return <BuildLinks buildPath={buildPath} image={image} />
  return (
    <Notice
      tone="warning"
      title={
        <Link prefetch={false} href={buildPath} className="underline underline-offset-3">
          {reason}
        </Link>
      }
    >
      <p>
        {image.isReady
          ? 'The image below stays in use until the new build has succeeded.'
          : 'Members see the image once a build has succeeded.'}
      </p>
    </Notice>
  )
}

function BuildLinks({ buildPath, image }: Props & { buildPath: string }) {
  return (
    <p className="flex gap-4 text-sm">
      <Link prefetch={false} href={buildPath} className="link">
        View build details
      </Link>
      <Link prefetch={false} href={`/admin/images/${image.name}/rebuild`} className="link">
        Rebuild
      </Link>
      <Link prefetch={false} href={`/admin/images/${image.name}`} className="link">
        All builds
      </Link>
    </p>
  )
}
