import type { Metadata } from 'next'
import { DiskNotice } from '#components/builds/disk-notice.tsx'
import { SettingsTabs } from '#components/settings/settings-tabs.tsx'
import { SetupList } from '#components/setup/setup-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { readDataDisk } from '#lib/operations/data-disk.ts'
import { readSetup } from './read-setup.ts'

export const metadata: Metadata = { title: 'Setup' }

export default async function SetupPage() {
  const steps = readSetup(await requireViewer(canChangeSettings))
  const done = steps.filter((step) => step.state === 'done').length
  return (
    <>
      <PageHeader
        title="Setup"
        about={
          done === steps.length
            ? 'Everything that Slipway needs is there.'
            : `${done} of ${steps.length} steps are done. Each open one has the link that leads on.`
        }
      />
      <SettingsTabs here="/admin/setup" />
      <DiskNotice disk={readDataDisk()} />
      <SetupList steps={steps} />
    </>
  )
}
