/** The table of server actions: who may do what, and a form with which it works. One without a row fails the tests. */
import { insertEngine } from '#db/queries/engine-changes.ts'
import { getEngine } from '#db/queries/engines.ts'
import { insertGroup } from '#db/queries/group-changes.ts'
import { getGroupContents } from '#db/queries/group-contents.ts'
import { getImageContents } from '#db/queries/image-deletion.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { fingerprint, insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getSharedPullSecret, listPullSecrets } from '#db/queries/pull-secrets.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { saveSetting } from '#db/queries/settings.ts'
import { getUserDetail } from '#db/queries/user-list.ts'
import { housekeeping, pushRegistry } from '#lib/settings.ts'
import { customImage, existingImage } from '../catalogue.ts'
import { someEngine, someSecret, type World } from './world.ts'

export type Fields = Record<string, string>

export type ActionRow = {
  /** `file#name` as the build calls it. */
  action: string
  /** The page that has the form. */
  page: string | ((world: World) => string)
  /** x may, - may not: one letter for each of `everyone`, in that order. */
  may: string
  /** Makes what the form is about; `at` is another number at every call. */
  fields: (world: World, at: number) => Fields
  /** What those who may are told where the form changes nothing: without a registry some cannot. */
  tells?: string
}

const nobodyElse = '------x'
const ofVision = '----x-x'
const everyone = 'xxxxxxx'

export const actions: ActionRow[] = [
  { action: 'app/set-theme.ts#setTheme', page: '/sign-in', may: everyone, fields: () => ({ theme: 'dark' }) },
  { action: 'app/sign-out/actions.ts#signOut', page: '/sign-in', may: everyone, fields: () => ({}) },
  {
    action: 'app/first-administrator/actions.ts#becomeAdministrator',
    page: '/first-administrator',
    may: '-xxxxxx',
    tells: 'Slipway has an administrator',
    fields: () => ({ code: 'any' }),
  },
  {
    action: 'app/admin/users/[id]/actions.ts#changeAdministrator',
    page: ({ person }) => `/admin/users/${person}`,
    may: nobodyElse,
    fields: (world) => {
      const isByHand = getUserDetail(administrator(world), world.person)?.administrator.hand
      return { userId: String(world.person), to: isByHand ? 'none' : 'administrator' }
    },
  },
  {
    action: 'app/admin/builds/[id]/actions.ts#cancelBuild',
    page: ({ queued }) => `/admin/builds/${queued}/cancel`,
    may: ofVision,
    fields: (world, at) => ({ buildId: String(ourBuild(world, at).buildId) }),
  },
  ...groupActions(),
  ...imageActions(),
  ...secretActions(),
  ...settingActions(),
]

function groupActions(): ActionRow[] {
  const form = (name: string, page: string, fields: ActionRow['fields']) => ({
    action: `app/admin/groups/actions.ts#${name}`,
    page: ({ handmade }: World) => page.replace('ID', String(handmade)),
    may: nobodyElse,
    fields,
  })
  return [
    form('createGroup', '/admin/groups/new', (_, at) => ({ name: `new ${at}`, description: '' })),
    form('editGroup', '/admin/groups/ID/edit', (world, at) => {
      const groupId = newGroup(world, at)
      return { groupId, wasName: `group ${at}`, was: '', name: `changed ${at}`, description: 'more' }
    }),
    form('addMember', '/admin/groups/ID', (world, at) => {
      return { groupId: newGroup(world, at), person: 'The newcomer', role: 'manager' }
    }),
    form('changeMember', '/admin/groups/ID', (world, at) => {
      const userId = String(world.person)
      return { groupId: newGroup(world, at), userId, role: 'manager' }
    }),
    form('removeGroup', '/admin/groups/ID/delete', (world, at) => {
      const groupId = newGroup(world, at)
      return { groupId, seen: getGroupContents(administrator(world), Number(groupId)).seen }
    }),
  ]
}

function imageActions(): ActionRow[] {
  const below = 'app/admin/images/[name]'
  return [
    newImage('------x', () => ({ isGlobal: 'yes' })),
    newImage('----x--', ({ vision }) => ({ ownerGroupId: String(vision) })),
    {
      action: `${below}/edit/actions.ts#editImage`,
      page: '/admin/images/ours/edit',
      may: ofVision,
      fields: (world, at) => {
        const { name } = ourBuild(world, at)
        return { name, source: 'custom', type: 'gpu', description: 'edited', seen: '1', was: '' }
      },
    },
    {
      action: `${below}/delete/actions.ts#removeImage`,
      page: '/admin/images/ours/delete',
      may: ofVision,
      fields: (world, at) => {
        const { name } = ourBuild(world, at)
        return { name, seen: getImageContents(administrator(world), name)?.seen ?? '' }
      },
    },
    {
      action: `${below}/rebuild/actions.ts#rebuildImage`,
      page: '/admin/images/ours/rebuild',
      may: ofVision,
      tells: 'registry.invalid',
      fields: (world) => {
        const seen = getRebuild(administrator(world), 'ours')?.last.id
        return { name: 'ours', seen: String(seen), base: 'registry.invalid/base:1', apt: 'jq' }
      },
    },
    {
      action: `${below}/publish/[number]/actions.ts#publishBuild`,
      page: '/admin/images/ours/publish/1',
      may: ofVision,
      tells: 'Nothing was changed',
      fields: () => ({ name: 'ours', number: '1', seen: '2' }),
    },
    {
      action: `${below}/take-digest.ts#takeDigest`,
      page: '/admin/images/ours',
      may: ofVision,
      tells: 'Nothing was changed',
      fields: (world, at) => {
        const name = existingImage(world.people.manager.viewer, `taken-${at}`, {
          ownerGroup: 'vision',
          groups: [],
        })
        const seen = getManagedImage(administrator(world), name)?.revision
        return { name, seen: String(seen) }
      },
    },
  ]
}

function newImage(may: string, place: (world: World) => Fields): ActionRow {
  const existing = {
    source: 'existing',
    type: 'cpu',
    reference: 'registry.invalid/made:1',
    isUnchecked: 'yes',
  }
  return {
    action: 'app/admin/images/new/actions.ts#createImage',
    page: '/admin/images/new',
    may,
    fields: (world, at) => ({ ...existing, displayName: `made-${at}`, ...place(world) }),
  }
}

function secretActions(): ActionRow[] {
  const form = (name: string, page: string, fields: ActionRow['fields']) => ({
    action: `app/admin/secrets/actions.ts#${name}`,
    page: ({ secret }: World) => page.replace('ID', String(secret)),
    may: nobodyElse,
    fields,
  })
  const typed = { registry: 'registry.invalid', username: 'somebody', password: 'hush', isUnchecked: 'yes' }
  return [
    form('addPullSecret', '/admin/secrets/new', (_, at) => ({ ...typed, name: `added ${at}` })),
    form('changePullSecret', '/admin/secrets/ID', (world, at) => {
      const secretId = newSecret(world, at)
      const known = getSharedPullSecret(administrator(world), Number(secretId))
      if (!known) throw new Error('The pull secret is not there.')
      return { ...typed, secretId, name: `changed ${at}`, seen: fingerprint(known) }
    }),
    form('removePullSecret', '/admin/secrets/ID/delete', (world, at) => ({ secretId: newSecret(world, at) })),
    {
      ...form('addPastedSecrets', '/admin/secrets/paste', () => ({
        pasted: '{"auths":{"registry.invalid":{"auth":"dTpw"}}}',
      })),
      tells: 'registry.invalid',
    },
  ]
}

function settingActions(): ActionRow[] {
  const form = (name: string, page: string, fields: ActionRow['fields']) => ({
    action: `app/admin/settings/${name}`,
    page: ({ engine }: World) => page.replace('ID', String(engine)),
    may: nobodyElse,
    fields,
  })
  const engines = 'engines/actions.ts#'
  const page = '/admin/settings/engines'
  const seen = () => ({ seen: String(pushRegistry().updatedAt) })
  const registry = { registry: 'registry.invalid', isUnchecked: 'yes', intent: 'save' }
  return [
    form('actions.ts#saveRegistry', '/admin/settings', (_, at) => {
      return { ...registry, prefix: `prefix${at}`, ...seen() }
    }),
    form('actions.ts#resetRegistry', '/admin/settings', (world, at) => {
      const value = { registry: 'registry.invalid', prefix: `p${at}`, username: '', sealedPassword: '' }
      const now = Number(seen().seen)
      saveSetting(administrator(world), { key: 'registry', value, seen: now })
      return seen()
    }),
    form('actions.ts#saveHousekeeping', '/admin/settings/housekeeping', (_, at) => {
      return { keepBuilds: '0', cacheGigabytes: String(at), seen: String(housekeeping().updatedAt) }
    }),
    form(`${engines}addEngine`, `${page}/new`, (_, at) => {
      return { name: `added ${at}`, kind: 'builder', address: 'farm', buildsAtOnce: '1' }
    }),
    form(`${engines}changeEngine`, `${page}/ID/edit`, (world, at) => {
      const engineId = newEngine(world, at)
      const seen = String(getEngine(administrator(world), Number(engineId))?.updatedAt)
      const engine = { kind: 'builder', address: 'farm', buildsAtOnce: '2' }
      return { ...engine, engineId, seen, name: `changed ${at}` }
    }),
    form(`${engines}testEngine`, `${page}/ID`, (world, at) => ({ engineId: newEngine(world, at) })),
    form(`${engines}switchEngine`, `${page}/ID`, (world, at) => {
      return { engineId: newEngine(world, at), to: 'disabled' }
    }),
    form(`${engines}removeEngine`, `${page}/ID/delete`, (world, at) => ({ engineId: newEngine(world, at) })),
  ]
}

function administrator({ people }: World) {
  return people.administrator.viewer
}

/** An image of vision that waits for its first build. */
function ourBuild({ people }: World, at: number) {
  return customImage(people.manager.viewer, `waiting-${at}`, { ownerGroup: 'vision', groups: [] })
}

function newGroup(world: World, at: number): string {
  const added = insertGroup(administrator(world), { name: `group ${at}`, description: '' })
  return 'id' in added ? String(added.id) : ''
}

function newSecret(world: World, at: number): string {
  insertPullSecrets(administrator(world), [someSecret(`secret ${at}`)])
  const found = listPullSecrets(administrator(world)).find(({ name }) => name === `secret ${at}`)
  return String(found?.id)
}

function newEngine(world: World, at: number): string {
  return String(insertEngine(administrator(world), someEngine(`engine ${at}`)))
}
