import type { Metadata } from 'next'
import { EditForm } from '#components/image-form/edit-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { canManageImages, canManagePullSecrets, canShareImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { editValues } from '#lib/images/edit-values.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { secretChoices } from '../../secret-choices.ts'
import { editImage } from './actions.ts'

export const metadata: Metadata = { title: 'Edit image' }

type Props = { params: Promise<{ name: string }> }

export default async function EditImagePage({ params }: Props) {
  const viewer = await requireViewer(canManageImages)
  const { name } = await params
  const image = getManagedImage(viewer, name)
  const path = `/admin/images/${name}`
  if (!image) return <Missing path={`${path}/edit`} />
  return (
    <>
      <PageHeader
        trail={[
          { href: '/admin/images', label: 'Images' },
          { href: path, label: image.displayName },
        ]}
        title={`Edit ${image.displayName}`}
      />
      <EditForm
        action={editImage}
        image={{ name, displayName: image.displayName, source: image.source, ownerGroup: image.ownerGroup }}
        values={editValues(image)}
        pullSecrets={secretChoices(viewer, image)}
        canAddSecret={canManagePullSecrets(viewer)}
        groups={canShareImages(viewer) ? listGroups(viewer) : null}
        back={path}
      />
    </>
  )
}
