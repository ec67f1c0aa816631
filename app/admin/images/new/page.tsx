import type { Metadata } from 'next'
import { ImageForm } from '#components/image-form/image-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { listCatalogue } from '#db/queries/images.ts'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import type { Viewer } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { createImage } from './actions.ts'

export const metadata: Metadata = { title: 'Add image' }

export default async function NewImagePage() {
  const viewer = await requireViewer()
  return (
    <>
      <PageHeader trail={[{ href: '/admin/images', label: 'Images' }]} title="Add image" />
      <ImageForm
        action={createImage}
        pullSecrets={listPullSecrets(viewer).map(({ id, name, registry }) => ({ id, name, registry }))}
        groups={listGroups(viewer)}
        bases={knownBases(viewer)}
      />
    </>
  )
}

/** What the administrator recommends, and the catalogue's own images. */
function knownBases(viewer: Viewer): string[] {
  const own = listCatalogue(viewer).flatMap(({ reference }) => reference ?? [])
  return [...new Set([...config().SLIPWAY_BASE_IMAGES, ...own])]
}
