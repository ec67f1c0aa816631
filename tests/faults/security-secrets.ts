/** security.secrets: two passwords are used for a build, and looked for wherever they must not be, while and after. */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { backupDatabase } from '#db/backup.ts'
import { getBuild } from '#db/queries/builds.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import { saveSetting } from '#db/queries/settings.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import { buildFolder } from '#lib/config.ts'
import { inspectImage } from '#lib/engine/inspect.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { sealPushPassword } from '#lib/settings.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  sampleBase,
  someAdministrator,
  startBuilder,
} from '../support/builder.ts'
import { filesWith } from '../support/leftovers.ts'
import { lockRegistry } from '../support/locked-registry.ts'
import { pushedTexts } from '../support/pushed-texts.ts'
import type { Result } from './result.ts'

const push = { username: 'pusher', password: `canary-push-${randomBytes(12).toString('hex')}` }
const pull = { username: 'reader', password: `canary-pull-${randomBytes(12).toString('hex')}` }
const base64 = (text: string) => Buffer.from(text).toString('base64')
const canaries = [push, pull].flatMap(({ username, password }) => [
  password,
  base64(password).replace(/=+$/, ''),
  base64(`${username}:${password}`).replace(/=+$/, ''),
])

/** Held: a build that ended as it should, and no place in which a password was found. */
export async function hidePasswords(runs: number): Promise<Result> {
  const dataFolder = newDataFolder()
  const ada = someAdministrator()
  const registry = process.env.SLIPWAY_REGISTRY ?? ''
  const doors = await Promise.all([lockRegistry(registry, push), lockRegistry(registry, pull)])
  const [target = '', source = ''] = doors.map(({ host }) => host)
  const value = { registry: target, prefix: 'canary', username: push.username }
  saveSetting(ada, {
    key: 'registry',
    value: { ...value, sealedPassword: sealPushPassword({ ...value, password: push.password }) },
    seen: 0,
  })
  const login = { name: 'door', registry: source, username: pull.username }
  insertPullSecrets(ada, [{ ...login, sealedPassword: sealPassword({ ...login, password: pull.password }) }])
  const base = sampleBase().replace(registry, source)
  const builder = startBuilder()
  let held = 0
  for (let run = 0; run < runs; run++) {
    const found = [...(await build(ada, base, run)), ...(await refused(base)), ...kept(dataFolder, run)]
    if (found.length === 0) held++
    else console.error(`security.secrets, run ${run}:`, found)
  }
  await endBuilder(builder, 'SIGTERM')
  await Promise.all(doors.map((door) => door.close()))
  return { runs, held, lost: runs - held }
}

/** Every second run fails: a package that is not there. */
async function build(ada: Viewer, base: string, run: number): Promise<string[]> {
  const isGood = run % 2 === 0
  const pip = `# ${Date.now()}\n${isGood ? 'slipway-hello' : 'slipway-not-there'}`
  const pullSecretId = listPullSecrets(ada)[0]?.id ?? null
  const { buildId, name } = queueBuild(ada, `canary-${run}`, { base, pip, pullSecretId })
  const login = path.join(dockerConfigOf(buildFolder(buildId)), 'config.json')
  const found = new Set<string>()
  let wasUsed = false
  for (;;) {
    const state = getBuild(systemViewer, buildId)?.state
    if (state && isFinal(state)) {
      if (state !== (isGood ? 'succeeded' : 'failed')) found.add(`it ${state}`)
      break
    }
    wasUsed ||= existsSync(login) && hasCanary(readIfThere(login))
    for (const where of processesWithCanary()) found.add(where)
    await sleep(20)
  }
  if (!wasUsed) found.add('the passwords were not used, so nothing was shown')
  if (existsSync(login)) found.add(login)
  if (
    isGood &&
    (await pushedTexts(process.env.SLIPWAY_REGISTRY ?? '', `canary/${name}`, '1')).some(hasCanary)
  )
    found.add('what was pushed')
  return [...found]
}

/** What people read about a login that does not fit. */
async function refused(base: string): Promise<string[]> {
  const [registry = ''] = base.split('/')
  const answer = await inspectImage(base, [{ registry, username: push.username, password: push.password }])
  const isSilent = !answer.ok && !hasCanary(answer.message)
  return isSilent ? [] : ['the words about a refused login']
}

/** Logs, metadata, the journal, the database and a backup of it. */
function kept(dataFolder: string, run: number): string[] {
  backupDatabase(path.join(dataFolder, 'slipway.db'), path.join(dataFolder, 'backups', `${run}.db`))
  return canaries.flatMap((canary) => filesWith(dataFolder, canary))
}

/** Arguments and environments of everything that runs on this machine. */
function processesWithCanary(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const places = pids.flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`])
  return places.filter((place) => hasCanary(readIfThere(place)))
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function hasCanary(text: string): boolean {
  return canaries.some((canary) => text.includes(canary))
}
