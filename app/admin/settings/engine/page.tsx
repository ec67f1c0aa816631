import { redirect } from 'next/navigation'

/** Where the only engine was shown once. */
export default function EnginePage() {
  redirect('/admin/settings/engines')
}
