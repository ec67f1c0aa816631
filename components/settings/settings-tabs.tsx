import { Tabs } from '../ui/tabs.tsx'

const tabs = [
  { href: '/admin/settings', label: 'Registry' },
  { href: '/admin/settings/engines', label: 'Engines' },
  { href: '/admin/settings/housekeeping', label: 'Housekeeping' },
  { href: '/admin/setup', label: 'Setup' },
  { href: '/admin/audit', label: 'Audit' },
] as const

/** The pages of the settings. */
export function SettingsTabs({ here }: { here: (typeof tabs)[number]['href'] }) {
  return <Tabs label="Settings" tabs={tabs} here={here} />
}
