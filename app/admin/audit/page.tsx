import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { AuditFilter } from '#components/audit/audit-filter.tsx'
import { AuditTable } from '#components/audit/audit-table.tsx'
import { ChainNotice } from '#components/audit/chain-notice.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { checkAudit, listAudit } from '#db/queries/audit-trail.ts'
import { canSeeAudit } from '#lib/access.ts'
import { readAuditQuery, writeAuditSearch } from '#lib/audit/audit-query.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { listPath, type SearchParams } from '#lib/lists/address.ts'

export const metadata: Metadata = { title: 'Audit trail' }

const path = '/admin/audit'

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer(canSeeAudit)
  const query = readAuditQuery(await searchParams)
  const { rows, newer, older } = listAudit(viewer, query)
  const search = writeAuditSearch(query)
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs here={path} />
      <section aria-labelledby="audit-title" className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="grid max-w-prose gap-1">
            <h2 id="audit-title">Audit trail</h2>
            <p className="text-sm text-muted">
              Who did what, when and from where. It only grows, and each entry holds the hash of the one
              before, so that nothing can be changed or taken out unseen.
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <ButtonLink href={listPath(path, { ...search, check: 'yes' })}>Check the chain</ButtonLink>
            <ButtonLink href={listPath('/api/audit', search)}>Download CSV</ButtonLink>
          </div>
        </div>
        {query.isChecking && <ChainNotice chain={await checkAudit(viewer)} />}
        <AuditFilter path={path} query={query} />
        {rows.length > 0 ? (
          <AuditTable entries={rows} />
        ) : (
          <EmptyState icon={ScrollText} title="No entry fits">
            The search looks at people, what they did, what it was called and from which address.
          </EmptyState>
        )}
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {newer !== null && (
            <ButtonLink href={listPath(path, { ...search, after: String(newer) })}>Newer</ButtonLink>
          )}
          {older !== null && (
            <ButtonLink href={listPath(path, { ...search, before: String(older) })}>Older</ButtonLink>
          )}
        </nav>
      </section>
    </>
  )
}
