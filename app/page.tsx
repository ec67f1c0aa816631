import type { Metadata } from 'next'
import { CatalogueFilter, type CatalogueQuery } from '#components/catalogue/catalogue-filter.tsx'
import { CatalogueList } from '#components/catalogue/catalogue-list.tsx'
import { EmptyCatalogue } from '#components/catalogue/empty-catalogue.tsx'
import { SetupNotice } from '#components/setup/setup-notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listCatalogue } from '#db/queries/images.ts'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { imageTypes } from '#lib/images/types.ts'
import { openSteps } from './admin/setup/read-setup.ts'

export const metadata: Metadata = { title: 'Catalogue' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CataloguePage({ searchParams }: Props) {
  const viewer = await requireViewer()
  const query = queryFrom(await searchParams)
  const images = listCatalogue(viewer, query.q, query.type)
  const isFiltered = query.q !== '' || query.type !== undefined
  const isEmpty = images.length === 0
  return (
    <>
      <PageHeader title="Catalogue" about="The container images that your groups may use." />
      <SetupNotice open={openSteps(viewer)} />
      {(!isEmpty || isFiltered) && <CatalogueFilter {...query} />}
      {isEmpty ? (
        <EmptyCatalogue isFiltered={isFiltered} canAdd={canManageImages(viewer)} />
      ) : (
        <section aria-label="Images" className="grid gap-2">
          <p role="status" className="text-sm text-muted">
            {countWords(images.length, query)}
          </p>
          <CatalogueList images={images} />
        </section>
      )}
    </>
  )
}

function queryFrom(params: Awaited<Props['searchParams']>): CatalogueQuery {
  const type = imageTypes.find((each) => each === params.type)
  return { q: [params.q].flat()[0]?.trim() ?? '', type }
}

function countWords(count: number, { q, type }: CatalogueQuery): string {
  const images = count === 1 ? '1 image' : `${count} images`
  return `${images}${type ? ` of type ${type}` : ''}${q ? ` for “${q}”` : ''}`
}
