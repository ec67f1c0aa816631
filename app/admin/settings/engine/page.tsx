import { redirect } from 'next/navigation'
import { canChangeSettings } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'

/** Where the only engine was shown once. */
export default async function EnginePage() {
  await requireViewer(canChangeSettings)
  redirect('/admin/settings/engines')
}
