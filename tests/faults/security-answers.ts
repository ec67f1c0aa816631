/** security.answers: forms that fail, and everything while the database is broken; the tables of doors and actions say what there is. */
import { db } from '#db/client.ts'
import { getSealedEngine } from '#db/queries/engines.ts'
import { getUser } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { openToken } from '#lib/auth/record-claims.ts'
import { openKey } from '#lib/engine/added.ts'
import { openPullSecret } from '#lib/secrets/pull-secret.ts'
import { pushRegistry } from '#lib/settings.ts'
import { actions } from '../support/access/actions.ts'
import { ask, leaksIn, type Way, ways } from '../support/access/ask.ts'
import { builtActions } from '../support/access/built.ts'
import { pages, routes } from '../support/access/doors.ts'
import { failActions } from '../support/access/fail-actions.ts'
import { held, heldIn } from '../support/access/held.ts'
import type { Who } from '../support/access/people.ts'
import { pathOf, type Tried } from '../support/access/try-doors.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { World } from '../support/access/world.ts'
import type { Result } from './result.ts'

const who: readonly Who[] = ['member', 'manager', 'administrator']
/** What a browser's router gets; the doors are tried as browsers ask by security.doors. */
const parts = ways.filter(({ name }) => /^(as the router asks|segment prefetch)$/.test(name))
const broken = ['images', 'builds', 'pull_secrets', 'engines', 'groups', 'settings']

/**
 * Held: an answer, and at the end the log of the web, in which nothing stands that Slipway holds or that was typed as a
 * secret. `runs`: in how many ways pages are asked for while they cannot be shown.
 */
export function keepSecretsIn(runs: number): Promise<Result> {
  return withWorld(async (web, world) => {
    const tables = { rows: actions, built: builtActions() }
    const tries = [stored(world), await failActions(web.url, world, tables)]
    for (const way of parts) tries.push(await askAll(web.url, world, way))
    for (const table of broken) db().$client.exec(`ALTER TABLE ${table} RENAME TO gone_${table}`)
    for (const way of ways.slice(0, runs))
      tries.push(await askAll(web.url, world, { ...way, isBroken: true }))
    const said = heldIn(web.output()).map((name) => `the log of the web says ${name}`)
    return resultOf([...tries, { asked: 1, faults: said }])
  })
}

/** What is not there cannot be found. */
function stored({ secret, engine, people }: World): Tried {
  const { userId } = people.administrator.viewer
  const kept = getSealedEngine(systemViewer, engine)
  const opened = [
    openPullSecret(systemViewer, secret)?.password === held.pullPassword,
    pushRegistry().password === held.pushPassword,
    kept !== null && openKey(kept) === held.clientKey,
    openToken(userId, getUser(userId)?.sealedRefreshToken ?? '') === held.refreshToken,
  ]
  return { asked: opened.length, faults: opened.every(Boolean) ? [] : ['a secret is not stored'] }
}

type Asking = Way & { isBroken?: boolean }

async function askAll(url: string, world: World, way: Asking): Promise<Tried> {
  const calls = [...pages, ...routes].flatMap((door) => who.map((person) => ({ door, person })))
  const faults: string[] = []
  let failures = 0
  for (const { door, person } of calls) {
    const answer = await ask(url, person, world.people, pathOf(door, world), way)
    if (answer.status >= 500) failures++
    const found = leaksIn(answer, person)
    if (found.length > 0)
      faults.push(
        `${person} at ${door.route}, ${way.isBroken ? 'broken, ' : ''}${way.name}: ${found.join(', ')}`,
      )
  }
  if (way.isBroken && failures === 0 && way.name === 'plain') faults.push('nothing was broken')
  return { asked: calls.length, faults }
}
