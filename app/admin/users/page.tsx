import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { PeopleTabs } from '#components/groups/people-tabs.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pager } from '#components/ui/pager.tsx'
import { SearchForm } from '#components/ui/search-form.tsx'
import { UsersTable } from '#components/users/users-table.tsx'
import { listUsers, userOrders } from '#db/queries/user-list.ts'
import { canSeeUsers } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import type { SearchParams } from '#lib/lists/address.ts'
import { readPagedQuery, writePagedQuery } from '#lib/lists/paged-query.ts'

export const metadata: Metadata = { title: 'Users' }

const path = '/admin/users'

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const query = readPagedQuery(await searchParams, userOrders)
  const users = listUsers(await requireViewer(canSeeUsers), query)
  const { search } = query
  return (
    <>
      <PageHeader
        title="Users"
        about="Everyone who has signed in. Who they are is what the sign-in provider says; so is who is an administrator, beside those made by hand."
      />
      <PeopleTabs here={path} />
      <div className="page-search flex flex-wrap items-center justify-between gap-3">
        <SearchForm action={path} value={search} label="Search users" />
        <p role="status" className="text-sm text-muted">
          {users.count === 1 ? '1 person' : `${users.count} people`}
        </p>
      </div>
      {users.count > 0 ? (
        <UsersTable path={path} query={query} users={users.rows} />
      ) : (
        <EmptyState icon={SearchX} title={`Nobody matches “${search}”`}>
          The search looks at names, e-mail addresses and groups of people who have signed in.
        </EmptyState>
      )}
      <Pager path={path} query={writePagedQuery(query)} {...users} />
    </>
  )
}
