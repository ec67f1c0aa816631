/** The table of pages and route handlers: what each answers to whom. One without a row fails the tests. */
import type { World } from './world.ts'

/**
 * One letter for each of `everyone`, in that order. Pages: P shown, S to the sign-in page, G “in no group”, N “may not
 * open”, M “nothing here”, R leads on. Interfaces: P answered, U 401, F 403.
 */
export type Door = {
  route: string
  path: string | ((world: World) => string)
  answers: string
  /** What stands in the answer to those who get one, and in no other. */
  shows?: string
}

const managers = 'SGNNPPP'
const ofVision = 'SGNNPMP'
const administrators = 'SGNNNNP'
const nowhere = 'SGMMMMM'

export const pages: Door[] = [
  { route: '/', path: '/', answers: 'SGPPPPP', shows: 'canary-global' },
  { route: '/images/[name]', path: '/images/global', answers: 'SGPPPPP', shows: 'canary-global' },
  { route: '/images/[name]', path: '/images/shared', answers: 'SGMPPMP', shows: 'canary-shared' },
  { route: '/images/[name]', path: '/images/ours', answers: 'SGMPPMP', shows: 'canary-ours' },
  { route: '/images/[name]', path: '/images/theirs', answers: 'SGPMMPP', shows: 'canary-theirs' },
  { route: '/images/[name]', path: '/images/unready', answers: 'SGMMPMP', shows: 'canary-unready' },
  { route: '/images/[name]', path: '/images/never-was', answers: nowhere },
  { route: '/admin/images', path: '/admin/images', answers: managers, shows: 'href="/admin/images/new"' },
  { route: '/admin/images/new', path: '/admin/images/new', answers: managers, shows: 'name="displayName"' },
  ...Object.entries({
    '': 'canary-ours',
    '/edit': 'canary-ours',
    '/delete': 'name="seen"',
    '/rebuild': 'name="pip"',
    '/publish/[number]': 'name="number"',
  }).map(([below, shows]) => ({
    route: `/admin/images/[name]${below}`,
    path: `/admin/images/ours${below.replace('[number]', '1')}`,
    answers: ofVision,
    shows,
  })),
  {
    route: '/admin/images/[name]',
    path: '/admin/images/shared',
    answers: 'SGNNMMP',
    shows: 'canary-shared',
  },
  { route: '/admin/builds', path: '/admin/builds', answers: managers },
  ...['', '/log'].map((below) => ({
    route: `/admin/builds/[id]${below}`,
    path: ({ build }: World) => `/admin/builds/${build}${below}`,
    answers: ofVision,
    shows: 'canary-log',
  })),
  {
    route: '/admin/builds/[id]/cancel',
    path: ({ queued }) => `/admin/builds/${queued}/cancel`,
    answers: ofVision,
    shows: 'name="buildId"',
  },
  { route: '/admin/groups', path: '/admin/groups', answers: administrators, shows: 'canary-handmade' },
  { route: '/admin/groups/new', path: '/admin/groups/new', answers: administrators, shows: 'name="name"' },
  ...['', '/edit', '/delete'].map((below) => ({
    route: `/admin/groups/[id]${below}`,
    path: ({ handmade }: World) => `/admin/groups/${handmade}${below}`,
    answers: administrators,
    shows: 'handmade',
  })),
  { route: '/admin/users', path: '/admin/users', answers: administrators, shows: 'canary-person' },
  {
    route: '/admin/users/[id]',
    path: ({ person }) => `/admin/users/${person}`,
    answers: administrators,
    shows: 'canary-person',
  },
  { route: '/admin/settings', path: '/admin/settings', answers: administrators, shows: 'canary-pushes' },
  {
    route: '/admin/settings/housekeeping',
    path: '/admin/settings/housekeeping',
    answers: administrators,
    shows: 'name="keepBuilds"',
  },
  {
    route: '/admin/settings/engine',
    path: '/admin/settings/engine',
    answers: administrators.replace('P', 'R'),
  },
  {
    route: '/admin/settings/engines',
    path: '/admin/settings/engines',
    answers: administrators,
    shows: 'farm',
  },
  {
    route: '/admin/settings/engines/new',
    path: '/admin/settings/engines/new',
    answers: administrators,
    shows: 'name="address"',
  },
  ...['', '/edit', '/delete'].map((below) => ({
    route: `/admin/settings/engines/[id]${below}`,
    path: ({ engine }: World) => `/admin/settings/engines/${engine}${below}`,
    answers: administrators,
    shows: 'farm',
  })),
  {
    route: '/admin/setup',
    path: '/admin/setup',
    answers: administrators,
    shows: 'href="/admin/settings/engines"',
  },
  { route: '/admin/audit', path: '/admin/audit', answers: administrators, shows: 'href="/api/audit"' },
  { route: '/admin/secrets', path: '/admin/secrets', answers: administrators, shows: 'canary-login' },
  {
    route: '/admin/secrets/new',
    path: '/admin/secrets/new',
    answers: administrators,
    shows: 'name="username"',
  },
  {
    route: '/admin/secrets/paste',
    path: '/admin/secrets/paste',
    answers: administrators,
    shows: 'name="pasted"',
  },
  ...['', '/delete'].map((below) => ({
    route: `/admin/secrets/[id]${below}`,
    path: ({ secret }: World) => `/admin/secrets/${secret}${below}`,
    answers: administrators,
    shows: 'canary-lent',
  })),
  {
    route: '/first-administrator',
    path: '/first-administrator',
    answers: 'SPPPPPP',
    shows: 'Slipway has an administrator',
  },
  { route: '/sign-in', path: '/sign-in', answers: 'RRRRRRR' },
  ...['/missing', '/no-access', '/no-groups', '/_not-found', '/_global-error'].map((path) => ({
    route: path,
    path,
    answers: nowhere,
  })),
]

export const routes: Door[] = [
  ...['session', 'providers', 'csrf', 'signout', '_log'].map((name) => ({
    route: '/api/auth/[...nextauth]',
    path: `/api/auth/${name}`,
    answers: 'MMMMMMM',
  })),
  { route: '/api/auth/[...nextauth]', path: '/api/auth/signin', answers: 'RRRRRRR' },
  ...['log', 'events'].map((name) => ({
    route: `/api/builds/[id]/${name}`,
    path: ({ build }: World) => `/api/builds/${build}/${name}`,
    answers: 'UFFFPFP',
    shows: 'canary-log',
  })),
  { route: '/api/audit', path: '/api/audit', answers: 'UFFFFFP', shows: 'id,at,actorId' },
  { route: '/api/images/bases', path: '/api/images/bases?q=', answers: 'UFFFPPP', shows: '"bases"' },
  {
    route: '/api/images/name',
    path: '/api/images/name?displayName=ours',
    answers: 'UFFFPPP',
    shows: '"isTaken"',
  },
  ...['/healthz', '/readyz'].map((path) => ({ route: path, path, answers: 'PPPPPPP' })),
  { route: '/api/leave', path: '/api/leave', answers: 'PPPPPPP' },
  { route: '/metrics', path: '/metrics', answers: 'UUUUUUU' },
]
