import { Hammer, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { BuildsFilter } from '#components/builds/builds-filter.tsx'
import { BuildsTable } from '#components/builds/builds-table.tsx'
import { DiskNotice } from '#components/builds/disk-notice.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeysetPager } from '#components/ui/keyset-pager.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listBuilds } from '#db/queries/build-list.ts'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { readBuildQuery, writeBuildQuery } from '#lib/builds/build-query.ts'
import type { SearchParams } from '#lib/lists/address.ts'
import { countWords } from '#lib/lists/count.ts'
import { readDataDisk } from '#lib/operations/data-disk.ts'

export const metadata: Metadata = { title: 'Builds' }

const path = '/admin/builds'

export default async function BuildsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer(canManageImages)
  const query = readBuildQuery(await searchParams)
  const page = listBuilds(viewer, query)
  const { image, state } = query
  const hasNone = page.count === 0 && !image && !state
  return (
    <>
      <PageHeader
        title={image ? `Builds of ${image}` : 'Builds'}
        about="What was built, when, for whom, and how it ended."
        action={image && <ButtonLink href={path}>Show all builds</ButtonLink>}
      />
      <DiskNotice disk={readDataDisk()} />
      {hasNone ? (
        <NoBuilds canAdd={canManageImages(viewer)} />
      ) : (
        <>
          <BuildsFilter path={path} query={query} />
          <p role="status" className="-mb-3 text-sm text-muted first-letter:uppercase">
            {countWords(page.count, 'build', 'builds')}
          </p>
          {page.count > 0 ? (
            <BuildsTable path={path} query={query} builds={page.rows} now={Date.now()} />
          ) : (
            <NothingFound />
          )}
          <KeysetPager path={path} query={writeBuildQuery(query)} size={query.size} page={page} />
        </>
      )}
    </>
  )
}

function NothingFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="No build matches"
      action={<ButtonLink href={path}>Show all builds</ButtonLink>}
    >
      Builds of deleted images are deleted with them.
    </EmptyState>
  )
}

function NoBuilds({ canAdd }: { canAdd: boolean }) {
  return (
    <EmptyState
      icon={Hammer}
      title="No build yet"
      action={canAdd && <ButtonLink href="/admin/images/new">Build custom image</ButtonLink>}
    >
      A build begins when someone adds a custom image.
    </EmptyState>
  )
}
