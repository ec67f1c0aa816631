import type { Metadata } from 'next'
import Link from 'next/link'
import { HousekeepingForm } from '#components/settings/housekeeping-form.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getFigures } from '#db/queries/figures.ts'
import { getRetentionReport } from '#db/queries/retention.ts'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { type Housekeeping, housekeeping } from '#lib/settings.ts'
import { saveHousekeeping } from '../actions.ts'

export const metadata: Metadata = { title: 'Housekeeping' }

export default async function HousekeepingPage() {
  await requireViewer(canChangeSettings)
  const kept = housekeeping()
  const { fault } = getRetentionReport()
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs here="/admin/settings/housekeeping" />
      <section aria-labelledby="housekeeping-title" className="grid max-w-xl gap-4">
        <div className="grid gap-1">
          <h2 id="housekeeping-title">Housekeeping</h2>
          <p className="text-sm text-muted">{removedWords(getFigures().removedBuilds)}</p>
        </div>
        {fault !== null && kept.removesCopies && (
          <Notice tone="warning" title="No further builds are removed">
            <p className="wrap-anywhere">
              The registry keeps a copy that was to go: {fault} It is tried again every minute. Let copies
              stay to go on without.
            </p>
          </Notice>
        )}
        <HousekeepingForm key={kept.updatedAt} action={saveHousekeeping} values={valuesOf(kept)} />
        <p className="text-sm text-muted">
          What each engine’s cache takes, and what was freed, stands on the page of the{' '}
          <Link href="/admin/settings/engines" className="text-link underline">
            engine
          </Link>
          .
        </p>
      </section>
    </>
  )
}

function removedWords(count: number): string {
  if (count === 0) return 'No build has been removed so far.'
  const builds = count === 1 ? 'One build' : `${count.toLocaleString('en')} builds`
  return `${builds} of the images here ${count === 1 ? 'was' : 'were'} removed so far.`
}

function valuesOf({ keepBuilds, removesCopies, cacheGigabytes, updatedAt }: Housekeeping) {
  return {
    keepBuilds: [String(keepBuilds)],
    removesCopies: removesCopies ? ['yes'] : [],
    cacheGigabytes: [String(cacheGigabytes)],
    seen: [String(updatedAt)],
  }
}
