import { expect, test } from 'vitest'
import { navItems } from '#components/frame/nav-items.ts'
import type { GroupRole, Viewer } from '#lib/access.ts'

const viewer = (isAdministrator: boolean, ...roles: GroupRole[]): Viewer => ({
  userId: 1,
  name: 'Someone',
  email: null,
  isAdministrator,
  groups: roles.map((role, id) => ({ id, name: `g${id}`, role })),
})

test.each([
  ['a member', viewer(false, 'member'), ['Catalogue']],
  ['a manager', viewer(false, 'member', 'manager'), ['Catalogue', 'Images', 'Builds']],
  ['an administrator', viewer(true), ['Catalogue', 'Images', 'Builds', 'Groups', 'Secrets', 'Settings']],
])('%s sees the rooms that they may enter', (_, who, labels) => {
  expect(navItems(who).map(({ label }) => label)).toEqual(labels)
})
