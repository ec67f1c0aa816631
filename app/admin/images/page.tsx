import { Plus, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { NoImages } from '#components/image/no-images.tsx'
import { ManagedFilter } from '#components/images/managed-filter.tsx'
import { ManagedImages } from '#components/images/managed-images.tsx'
import { SetupNotice } from '#components/setup/setup-notice.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeysetPager } from '#components/ui/keyset-pager.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listGroups } from '#db/queries/groups.ts'
import { listManagedImages } from '#db/queries/image-list.ts'
import { canCreateSystemImage, canManageImages, managedGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { isFiltered, managedOrders, readImageQuery, writeImageQuery } from '#lib/images/image-query.ts'
import type { SearchParams } from '#lib/lists/address.ts'
import { countWords } from '#lib/lists/count.ts'
import { openSteps } from '../setup/read-setup.ts'

export const metadata: Metadata = { title: 'Images' }

const path = '/admin/images'

export default async function ImagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer(canManageImages)
  const query = readImageQuery(await searchParams, managedOrders)
  const page = listManagedImages(viewer, query)
  const groups = canCreateSystemImage(viewer) ? listGroups(viewer) : managedGroups(viewer)
  const hasNone = page.count === 0 && !isFiltered(query)
  return (
    <>
      <PageHeader title="Images" action={!hasNone && <AddImage />} />
      <SetupNotice open={openSteps(viewer)} />
      {hasNone ? (
        <NoImages
          action={<AddImage />}
          groups={canCreateSystemImage(viewer) ? [] : groups.map(({ name }) => name)}
        />
      ) : (
        <>
          <ManagedFilter path={path} query={query} groups={groups} />
          <p role="status" className="-mb-3 text-sm text-muted first-letter:uppercase">
            {countWords(page.count, 'image', 'images')}
          </p>
          {page.count > 0 ? <ManagedImages path={path} query={query} images={page.rows} /> : <NothingFound />}
          <KeysetPager path={path} query={writeImageQuery(query)} size={query.size} page={page} />
        </>
      )}
    </>
  )
}

function NothingFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="No image matches"
      action={<ButtonLink href={path}>Show all images</ButtonLink>}
    >
      Fewer words or filters find more. Packages are found in images that were built here.
    </EmptyState>
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
