import type { Metadata } from 'next'
import { ImageForm } from '#components/image-form/image-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import { canCreateSystemImage, canManageImages, canManagePullSecrets, managedGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'
import { knownBases } from '../known-bases.ts'
import { createImage } from './actions.ts'

export const metadata: Metadata = { title: 'Add image' }

export default async function NewImagePage() {
  const viewer = await requireViewer(canManageImages)
  return (
    <>
      <PageHeader trail={[{ href: '/admin/images', label: 'Images' }]} title="Add image" />
      <ImageForm
        action={createImage}
        pullSecrets={listPullSecrets(viewer).map(({ id, name, registry }) => ({ id, name, registry }))}
        canAddSecret={canManagePullSecrets(viewer)}
        groups={listGroups(viewer)}
        ownGroups={canCreateSystemImage(viewer) ? null : managedGroups(viewer)}
        bases={knownBases(viewer)}
        allowPipUrls={config().SLIPWAY_PIP_URLS}
      />
    </>
  )
}
