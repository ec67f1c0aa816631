import { Plus, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { NoImages } from '#components/image/no-images.tsx'
import { ManagedImages } from '#components/managed-images.tsx'
import { SetupNotice } from '#components/setup/setup-notice.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SearchForm } from '#components/ui/search-form.tsx'
import { listManagedImages } from '#db/queries/images.ts'
import { canCreateSystemImage, managedGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { openSteps } from '../setup/read-setup.ts'

export const metadata: Metadata = { title: 'Images' }

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export default async function ImagesPage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const search = [(await searchParams).q].flat()[0]?.trim() ?? ''
  const images = listManagedImages(viewer, search)
  const groupNames = canCreateSystemImage(viewer) ? [] : managedGroups(viewer).map(({ name }) => name)
  if (images.length === 0 && !search) {
    return (
      <>
        <PageHeader title="Images" />
        <SetupNotice open={openSteps(viewer)} />
        <NoImages action={<AddImage />} groups={groupNames} />
      </>
    )
  }
  return (
    <>
      <PageHeader title="Images" action={<AddImage />} />
      <SetupNotice open={openSteps(viewer)} />
      <div className="page-search flex flex-wrap items-center justify-between gap-3">
        <SearchForm action="/admin/images" value={search} />
        <p role="status" className="text-sm text-muted">
          {images.length === 1 ? '1 image' : `${images.length} images`}
        </p>
      </div>
      {images.length > 0 ? (
        <ManagedImages images={images} />
      ) : (
        <EmptyState icon={SearchX} title={`No image matches “${search}”`}>
          The search looks at names, descriptions and types.
        </EmptyState>
      )}
    </>
  )
}

function AddImage() {
  return (
    <ButtonLink look="primary" href="/admin/images/new">
      <Plus aria-hidden />
      Add
    </ButtonLink>
  )
}
