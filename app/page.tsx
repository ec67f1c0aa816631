import type { Metadata } from 'next'
import { CatalogueFilter } from '#components/catalogue/catalogue-filter.tsx'
import { CatalogueList } from '#components/catalogue/catalogue-list.tsx'
import { EmptyCatalogue } from '#components/catalogue/empty-catalogue.tsx'
import { FirstAdministratorNotice } from '#components/first-administrator/first-administrator-notice.tsx'
import { SetupNotice } from '#components/setup/setup-notice.tsx'
import { KeysetPager } from '#components/ui/keyset-pager.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getFirstAdministrator } from '#db/queries/first-administrator.ts'
import { listCatalogue } from '#db/queries/image-list.ts'
import { canManageImages, canUseCatalogue } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { catalogueOrders, isFiltered, readImageQuery, writeImageQuery } from '#lib/images/image-query.ts'
import type { SearchParams } from '#lib/lists/address.ts'
import { countWords } from '#lib/lists/count.ts'
import { openSteps } from './admin/setup/read-setup.ts'

export const metadata: Metadata = { title: 'Catalogue' }

export default async function CataloguePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer(canUseCatalogue)
  const { q, type, kind, sort, size, after, before } = await searchParams
  const query = readImageQuery({ q, type, kind, sort, size, after, before }, catalogueOrders)
  const page = listCatalogue(viewer, query)
  const isEmpty = page.count === 0
  return (
    <>
      <PageHeader title="Catalogue" about="The container images that your groups may use." />
      {getFirstAdministrator() !== 'made' && <FirstAdministratorNotice />}
      <SetupNotice open={openSteps(viewer)} />
      {(!isEmpty || isFiltered(query)) && <CatalogueFilter query={query} />}
      {isEmpty ? (
        <EmptyCatalogue isFiltered={isFiltered(query)} canAdd={canManageImages(viewer)} />
      ) : (
        <section aria-label="Images" className="grid gap-2">
          <p role="status" className="text-sm text-muted first-letter:uppercase">
            {countWords(page.count, 'image', 'images')}
            {query.type && ` of type ${query.type}`}
            {query.search && ` for “${query.search}”`}
          </p>
          <CatalogueList images={page.rows} />
        </section>
      )}
      <KeysetPager path="/" query={writeImageQuery(query)} size={query.size} page={page} />
    </>
  )
}
