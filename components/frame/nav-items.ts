import {
  canChangeSettings,
  canManageGroups,
  canManageImages,
  canSeeAdministration,
  type Viewer,
} from '#lib/access.ts'

export type NavItem = { href: string; label: string; also?: readonly string[] }

/** Only what this viewer may open. */
export function navItems(viewer: Viewer): NavItem[] {
  const manages = canManageImages(viewer)
  return [
    { href: '/', label: 'Catalogue', also: ['/images'] },
    ...(manages ? [{ href: '/admin/images', label: 'Images' }] : []),
    ...(manages ? [{ href: '/admin/builds', label: 'Builds' }] : []),
    ...(canManageGroups(viewer) ? [{ href: '/admin/groups', label: 'Groups', also: ['/admin/users'] }] : []),
    ...(canSeeAdministration(viewer) ? [{ href: '/admin/secrets', label: 'Secrets' }] : []),
    ...(canChangeSettings(viewer)
      ? [{ href: '/admin/settings', label: 'Settings', also: ['/admin/setup', '/admin/audit'] }]
      : []),
  ]
}
