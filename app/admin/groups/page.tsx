import { Plus, SearchX, Users } from 'lucide-react'
import type { Metadata } from 'next'
import { GroupsTable } from '#components/groups/groups-table.tsx'
import { PeopleTabs } from '#components/groups/people-tabs.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { SearchForm } from '#components/ui/search-form.tsx'
import { groupOrders, listGroupSummaries } from '#db/queries/groups.ts'
import { canManageGroups } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import type { SearchParams } from '#lib/lists/address.ts'
import { readPagedQuery, writePagedQuery } from '#lib/lists/paged-query.ts'

export const metadata: Metadata = { title: 'Groups' }

const path = '/admin/groups'

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = readPagedQuery(await searchParams, groupOrders)
  const groups = listGroupSummaries(await requireViewer(canManageGroups), query)
  const { search } = query
  if (groups.count === 0 && !search) return <NoGroups />
  return (
    <>
      <PageHeader
        title="Groups"
        about="Images are shared with groups. Groups come from the sign-in provider as their people sign in; others are made here by hand."
        action={<AddGroup />}
      />
      <PeopleTabs here={path} />
      <div className="page-search flex flex-wrap items-center justify-between gap-3">
        <SearchForm action={path} value={search} label="Search groups" />
        <p role="status" className="text-sm text-muted">
          {groups.count === 1 ? '1 group' : `${groups.count} groups`}
        </p>
      </div>
      {groups.count > 0 ? (
        <GroupsTable path={path} query={query} groups={groups.rows} />
      ) : (
        <EmptyState icon={SearchX} title={`No group matches “${search}”`}>
          The search looks at names and descriptions.
        </EmptyState>
      )}
      <Pager path={path} query={writePagedQuery(query)} {...groups} />
    </>
  )
}

function NoGroups() {
  return (
    <>
      <PageHeader title="Groups" />
      <PeopleTabs here={path} />
      <EmptyState icon={Users} title="No group yet" action={<AddGroup />}>
        Groups appear here as soon as people sign in whose provider names them. A group that the provider does
        not know can be made by hand.
      </EmptyState>
    </>
  )
}

function AddGroup() {
  return (
    <ButtonLink look="primary" href={`${path}/new`}>
      <Plus aria-hidden />
      Add group
    </ButtonLink>
  )
}
