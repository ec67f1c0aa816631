import { Tabs } from '../ui/tabs.tsx'

const tabs = [
  { href: '/admin/groups', label: 'Groups' },
  { href: '/admin/users', label: 'Users' },
]

/** The way between groups and the people in them. */
export function PeopleTabs({ here }: { here: '/admin/groups' | '/admin/users' }) {
  return <Tabs label="Groups and users" tabs={tabs} here={here} />
}
