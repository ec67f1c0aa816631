/** T6: the same form is sent many times at once, by double clicks, retries and tabs: to add an image, then to rebuild it. */
import { db, setDatabase } from '#db/client.ts'
import { config } from '#lib/config.ts'
import { buildWeb } from '../../scripts/up/web-build.ts'
import { builtActions } from '../support/access/built.ts'
import { type People, signEveryoneIn } from '../support/access/people.ts'
import { callById } from '../support/access/send.ts'
import { newDataFolder } from '../support/builder.ts'
import { endNextBuild } from '../support/catalogue.ts'
import { pushPlainBase } from '../support/plain-base.ts'
import { startWeb } from '../support/web.ts'
import type { Result } from './result.ts'

type Sending = {
  url: string
  people: People
  times: number
  file: string
  path: string
  fields: Record<string, string>
}

/** Held: an answer that leads to the one build that there is for all of them. Each run is one sending of each form. */
export async function submitTogether(runs: number): Promise<Result> {
  await buildWeb(() => {})
  config().SLIPWAY_DATA = newDataFolder()
  setDatabase(undefined)
  const registry = config().SLIPWAY_REGISTRY
  const base = `${registry}/${(await pushPlainBase(registry, 'together')).name}`
  const people = await signEveryoneIn()
  const web = await startWeb()
  try {
    const spec = { base, apt: 'jq', conda: '', pip: '', pullSecretId: '', source: 'custom' }
    const sending = { url: web.url, people, times: runs }
    const image = { ...spec, displayName: 'together', description: '', type: 'cpu', isGlobal: 'on' }
    const added = await send({ ...sending, file: '#createImage', path: '/admin/images/new', fields: image })
    const seen = String(endNextBuild('failed'))
    const rebuilt = await send({
      ...sending,
      file: '#rebuildImage',
      path: '/admin/images/together/rebuild',
      fields: { ...spec, name: 'together', seen },
    })
    const isOne = countRows('images') === 1 && countRows('builds') === 2
    const held = isOne ? countLeading(added, 1) + countLeading(rebuilt, 2) : 0
    return { runs: 2 * runs, held, lost: 2 * runs - held }
  } finally {
    await web.stop()
  }
}

/** Where each answer leads. */
async function send({ url, people, times, file, path, fields }: Sending): Promise<string[]> {
  const action = builtActions().find(({ name }) => name.endsWith(file))
  if (!action) throw new Error(`There is no action in ${file}.`)
  const sent = { who: 'administrator' as const, people, path, id: action.id, fields, isBare: false }
  const answers = Array.from({ length: times }, () => callById(url, sent))
  const all = await Promise.all(answers)
  return all.map(
    ({ location, headers }) => location || (headers.get('x-action-redirect') ?? '').split(';')[0] || '/',
  )
}

function countLeading(locations: readonly string[], buildId: number): number {
  return locations.filter(
    (location) => new URL(location, 'http://any').pathname === `/admin/builds/${buildId}`,
  ).length
}

function countRows(table: 'images' | 'builds'): number {
  return (db().$client.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number }).rows
}
