/** security.rotation: SLIPWAY_SECRET is changed while secrets are used; each of `rows` must open all the time. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { openFreshDatabase } from '../support/database.ts'
import { least } from '../support/environment.ts'
import type { Result } from './result.ts'

const next = 'the-secret-that-comes-after-it-of-enough-length'
const during = { ...least, SLIPWAY_SECRET: next, SLIPWAY_SECRET_OLD: least.SLIPWAY_SECRET }

/** Held: a row that opened at every look during the change, and afterwards without the old secret. */
export async function rotateInUse(rows: number): Promise<Result> {
  const SLIPWAY_DATA = openFreshDatabase()
  addSecrets(rows)
  const used = use({ ...during, SLIPWAY_DATA })
  await promisify(execFile)(
    process.execPath,
    ['scripts/rotate-secret.ts'],
    environment({ ...during, SLIPWAY_DATA }),
  )
  const inUse = await used.end()
  const after = await use({ ...least, SLIPWAY_SECRET: next, SLIPWAY_DATA }).end()
  const lost = Math.min(rows, inUse.failed + after.failed)
  return {
    runs: rows,
    held: after.opened >= rows ? rows - lost : 0,
    lost: after.opened >= rows ? lost : rows,
  }
}

function addSecrets(rows: number): void {
  const claims = { issuer: 'https://test', subject: 'ada', name: 'Ada', email: null, groups: [], managed: [] }
  const id = saveClaims({ ...claims, isAdministrator: true }, { sealedRefreshToken: null, isSignIn: true })
  const secrets = Array.from({ length: rows }, (_, at) => {
    const sealedPassword = sealPassword(`password of secret ${at}`)
    return { name: `secret ${at}`, registry: 'registry.example', username: 'bot', sealedPassword }
  })
  insertPullSecrets(getUser(id)?.viewer ?? systemViewer, secrets)
}

/** Another process that uses all secrets until it is told to end. */
function use(env: Record<string, string>) {
  const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit']
  const child = spawn(process.execPath, ['tests/support/open-secrets.ts'], { ...environment(env), stdio })
  const said = text(child.stdout)
  return {
    async end(): Promise<{ opened: number; failed: number }> {
      child.stdin.end()
      await once(child, 'exit')
      return JSON.parse(await said)
    },
  }
}

function environment(env: Record<string, string>) {
  return { env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env } as NodeJS.ProcessEnv }
}
