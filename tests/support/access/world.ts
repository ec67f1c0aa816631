/** What there is to see behind the doors. Every text in it that not everyone may read is a canary. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { insertEngine } from '#db/queries/engine-changes.ts'
import { insertGroup } from '#db/queries/group-changes.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { saveSetting } from '#db/queries/settings.ts'
import type { Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { sealClientKey } from '#lib/engine/added.ts'
import { logFile } from '#lib/logs/read.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { environmentRegistry, sealPushPassword } from '#lib/settings.ts'
import { customImage, endNextBuild, existingImage, groupId } from '../catalogue.ts'
import { held } from './held.ts'
import { type People, signEveryoneIn, signIn, type Who } from './people.ts'

export type World = {
  people: People
  vision: number
  language: number
  handmade: number
  secret: number
  engine: number
  /** The first of two succeeded builds of `ours`, and one of `unready` that waits. */
  build: number
  queued: number
  /** Someone whom only administrators may see. */
  person: number
}

const inside: Who[] = ['exMember', 'member', 'manager', 'otherManager', 'administrator']

/** Who may read which canary, wherever it stands. */
export const readers: Record<string, readonly Who[]> = {
  'canary-global': inside,
  'canary-shared': ['member', 'manager', 'administrator'],
  'canary-ours': ['member', 'manager', 'administrator'],
  'canary-theirs': ['exMember', 'otherManager', 'administrator'],
  'canary-unready': ['manager', 'administrator'],
  'canary-log': ['manager', 'administrator'],
  'canary-lent': ['manager', 'administrator'],
  'canary-login': ['administrator'],
  'canary-handmade': ['administrator'],
  'canary-engine': ['administrator'],
  'canary-person': ['administrator'],
  'canary-pushes': ['administrator'],
  'canary-sealed': [],
}

/** Fills the database of this process. */
export async function fillWorld(): Promise<World> {
  const people = await signEveryoneIn()
  const [ada, former] = [people.administrator.viewer, people.exMember.viewer]
  await signIn('newcomer', {})
  const person = await signIn('canary-person', { groups: ['language'] })
  existingImage(ada, 'global', { description: 'canary-global' })
  existingImage(ada, 'shared', { description: 'canary-shared', groups: ['vision'] })
  existingImage(people.otherManager.viewer, 'theirs', {
    description: 'canary-theirs',
    ownerGroup: 'language',
    groups: [],
  })
  const ours = { description: 'canary-ours', ownerGroup: 'vision', groups: [] }
  customImage(former, 'ours', ours)
  const digest = `sha256:${'a'.repeat(64)}`
  const published = { reference: 'registry.invalid/slipway/ours:1', digest, packages: [] }
  const build = endNextBuild('succeeded', published)
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  insertRebuild(former, { name: 'ours', spec, isFresh: false, seen: build })
  endNextBuild('succeeded', { ...published, reference: 'registry.invalid/slipway/ours:2' })
  writeLog(build)
  const unready = { description: 'canary-unready', ownerGroup: 'vision', groups: [] }
  const { buildId: queued } = customImage(former, 'unready', unready)
  people.exMember = await signIn('exMember', { groups: ['language'] })
  const handmade = insertGroup(ada, { name: 'handmade', description: 'canary-handmade' })
  if (!('id' in handmade)) throw new Error('The group is there already.')
  const engine = insertEngine(ada, engineBehindTls('farm', 'tcp://canary-engine:2376'))
  if (engine === null) throw new Error('The engine is there already.')
  const [vision, language] = [groupId('vision'), groupId('language')]
  const lent = someSecret('canary-lent', [vision])
  const sealedPassword = sealPassword({ ...lent, password: held.pullPassword })
  insertPullSecrets(ada, [{ ...lent, sealedPassword }])
  saveRegistry(ada)
  const secret = listPullSecrets(ada)[0]?.id ?? 0
  const ids = { vision, language, handmade: handmade.id, secret, engine, build, queued }
  return { people, ...ids, person: person.viewer.userId }
}

/** What builds are pushed with, kept as a setting; the environment has a password of its own. */
function saveRegistry(ada: Viewer): void {
  const { registry, prefix } = environmentRegistry()
  const login = { registry, username: 'canary-pushes' }
  const sealedPassword = sealPushPassword({ ...login, password: held.pushPassword })
  saveSetting(ada, { key: 'registry', value: { ...login, prefix, sealedPassword }, seen: 0 })
}

function engineBehindTls(name: string, address: string) {
  const sealedClientKey = sealClientKey(held.clientKey)
  return { ...someEngine(name, address), kind: 'docker' as const, sealedClientKey }
}

export function someEngine(name: string, address = name) {
  const texts = { caCertificate: '', clientCertificate: '', sealedClientKey: '' }
  return { name, kind: 'builder' as const, address, buildsAtOnce: 1, ...texts }
}

export function someSecret(name: string, groupIds: number[] = []) {
  const login = { registry: 'registry.invalid', username: 'canary-login', sealedPassword: 'canary-sealed' }
  return { name, ...login, groupIds }
}

function writeLog(buildId: number): void {
  mkdirSync(buildFolder(buildId), { recursive: true })
  const record = { line: 1, time: null, step: null, stream: 'stdout', text: 'canary-log' }
  writeFileSync(logFile(buildId), `${JSON.stringify(record)}\n`)
}
