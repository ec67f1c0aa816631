import type { Metadata } from 'next'
import { DeleteImageForm } from '#components/image/delete-image-form.tsx'
import { canRemoveCopies, WhatGoes } from '#components/image/what-goes.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getImageContents } from '#db/queries/image-deletion.ts'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { removeImage } from './actions.ts'

export const metadata: Metadata = { title: 'Delete image' }

type Props = { params: Promise<{ name: string }> }

export default async function DeleteImagePage({ params }: Props) {
  const { name } = await params
  const contents = getImageContents(await requireViewer(canManageImages), name)
  const path = `/admin/images/${name}`
  if (!contents) return <Missing path={`${path}/delete`} />
  const { displayName } = contents.image
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader
        trail={[
          { href: '/admin/images', label: 'Images' },
          { href: path, label: displayName },
        ]}
        title={`Delete image “${displayName}”`}
      />
      <DeleteImageForm
        action={removeImage}
        name={name}
        seen={contents.seen}
        canRemoveCopies={canRemoveCopies(contents)}
      >
        <WhatGoes contents={contents} />
      </DeleteImageForm>
    </div>
  )
}
