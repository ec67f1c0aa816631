import { Tabs } from '../ui/tabs.tsx'

const tabs = [
  { href: '/admin/settings', label: 'Registry' },
  { href: '/admin/settings/engine', label: 'Engine' },
  { href: '/admin/setup', label: 'Setup' },
]

/** The pages of the settings. */
export function SettingsTabs({
  here,
}: {
  here: '/admin/settings' | '/admin/settings/engine' | '/admin/setup'
}) {
  return <Tabs label="Settings" tabs={tabs} here={here} />
}
