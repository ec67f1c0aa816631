/** People who look at a running build lose it while they look. */
import { setTimeout as sleep } from 'node:timers/promises'
import { endAllSessions } from '#db/queries/session-ends.ts'
import { revokeClaims } from '#db/queries/users.ts'
import { signIn } from '../support/access/people.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { Web } from '../support/web.ts'
import type { Result } from './result.ts'

const limitMs = 30_000

/** What ends a stream, for a manager of vision whom it happens to. */
const losses = {
  'taken out of the group': async (name: string) => void (await signIn(name, {})),
  'a member only': async (name: string) => void (await signIn(name, { groups: ['vision'] })),
  'moved to another group': async (name: string) => {
    await signIn(name, { groups: ['language'], managed: ['language'] })
  },
  'no longer vouched for': async (_: string, id: number) => revokeClaims(id),
  'all sessions ended': async (_: string, userId: number) => endAllSessions({ userId }),
}

/** Held: the stream says that it is over and ends, within 30 s; that of someone who lost nothing goes on. */
export function loseStreams(runs: number): Promise<Result> {
  return withWorld(async (web, world) => {
    const path = `/api/builds/${world.queued}/events`
    const control = follow(web, path, world.people.manager.cookie)
    const kinds = Object.entries(losses)
    const streams = Array.from({ length: runs * kinds.length }, async (_, at) => {
      const [what, lose] = kinds[at % kinds.length] as (typeof kinds)[number]
      const name = `loser ${at}`
      const { cookie, viewer } = await signIn(name, { groups: ['vision'], managed: ['vision'] })
      const stream = follow(web, path, cookie)
      await stream.begun
      await lose(name, viewer.userId)
      return (await stream.ended) ? [] : [`${what}: the stream goes on`]
    })
    const faults = (await Promise.all(streams)).flat()
    if (control.isOver()) faults.push('the stream of someone who lost nothing ended')
    control.leave()
    return resultOf([{ asked: streams.length + 1, faults }])
  })
}

/** `ended` is true once `denied` was told and the connection is closed, false when that took too long. */
function follow({ url }: Web, path: string, cookie: string) {
  const leave = new AbortController()
  let isOver = false
  const response = fetch(url + path, { headers: { cookie }, signal: leave.signal })
  const begun = response.then(({ status }) => {
    if (status !== 200) throw new Error(`The stream began with ${status}.`)
  })
  const read = async () => {
    let text = ''
    for await (const chunk of (await response).body ?? []) text += Buffer.from(chunk).toString()
    isOver = true
    return text.includes('event: denied')
  }
  const reading = read().catch(() => false)
  const ended = Promise.race([reading, sleep(limitMs, false, { ref: false })])
  return { begun, ended, isOver: () => isOver, leave: () => leave.abort() }
}
