/** security.rotation: SLIPWAY_SECRET is changed while secrets are used; each of `rows` must open all the time. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { config } from '#lib/config.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { openFreshDatabase } from '../support/database.ts'
import type { Result } from './result.ts'

const next = 'the-secret-that-comes-after-it-of-enough-length'

/** Held: a row that opened at every look during the change, and afterwards without the old secret. */
export async function rotateInUse(rows: number): Promise<Result> {
  const SLIPWAY_DATA = openFreshDatabase()
  addSecrets(rows)
  const after = { ...process.env, SLIPWAY_DATA, SLIPWAY_SECRET: next }
  const during = { ...after, SLIPWAY_SECRET_OLD: config().SLIPWAY_SECRET }
  const used = use(during)
  await promisify(execFile)(process.execPath, ['scripts/rotate-secret.ts'], { env: during })
  const inUse = await used.end()
  const afterwards = await use(after).end()
  const failed = inUse.failed + afterwards.failed
  const lost = afterwards.opened < rows ? rows : Math.min(rows, failed)
  return { runs: rows, held: rows - lost, lost }
}

function addSecrets(rows: number): void {
  const claims = { issuer: 'https://test', subject: 'ada', name: 'Ada', email: null, groups: [], managed: [] }
  const id = saveClaims({ ...claims, isAdministrator: true }, { sealedRefreshToken: null, isSignIn: true })
  const secrets = Array.from({ length: rows }, (_, at) => {
    const login = { registry: 'registry.example', username: 'bot' }
    const sealedPassword = sealPassword({ ...login, password: `password of secret ${at}` })
    return { name: `secret ${at}`, ...login, sealedPassword }
  })
  insertPullSecrets(getUser(id)?.viewer ?? systemViewer, secrets)
}

/** Another process that uses all secrets until it is told to end. */
function use(env: NodeJS.ProcessEnv) {
  const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit']
  const child = spawn(process.execPath, ['tests/support/open-secrets.ts'], { env, stdio })
  const said = text(child.stdout)
  return {
    async end(): Promise<{ opened: number; failed: number }> {
      child.stdin.end()
      await once(child, 'exit')
      return JSON.parse(await said)
    },
  }
}
