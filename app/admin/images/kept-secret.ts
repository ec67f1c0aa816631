import type { ManagedImageDetail } from '#db/queries/managed-image.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { canKeepPullSecret, systemViewer, type Viewer } from '#lib/access.ts'
import { withoutTag } from '#lib/images/reference.ts'

type Image = Pick<
  ManagedImageDetail,
  'name' | 'source' | 'ownerGroupId' | 'pullSecretId' | 'reference' | 'gpuReference'
>
type Asked = { pullSecretId: number | null; references: readonly (string | null)[] }

/**
 * With whose right a form's pull secret is opened. One that the image has already goes on pulling from the repositories
 * that the image comes from, whoever manages it; everything else is for those who may use the secret themselves.
 */
export function openerFor(viewer: Viewer, image: Image | null, { pullSecretId, references }: Asked): Viewer {
  if (!image || !canKeepPullSecret(viewer, image, pullSecretId)) return viewer
  const known = repositoriesOf(viewer, image)
  const isKept = references.every((each) => each === null || known.includes(withoutTag(each)))
  return isKept ? systemViewer : viewer
}

function repositoriesOf(viewer: Viewer, { name, source, reference, gpuReference }: Image): string[] {
  const bases = source === 'custom' ? [getRebuild(viewer, name)?.last.spec.base] : [reference, gpuReference]
  return bases.filter((each) => typeof each === 'string').map(withoutTag)
}
