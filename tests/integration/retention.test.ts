import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listImageBuilds } from '#db/queries/image-builds.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { saveSetting } from '#db/queries/settings.ts'
import type { Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { housekeeping } from '#lib/settings.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  sampleBase,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { registryDigest } from '../support/registry.ts'

let ada: Viewer
let builder: ChildProcess
let name: string
const ids: number[] = []
const references: string[] = []

/** Four builds of one image, each with other layers. */
beforeAll(async () => {
  newDataFolder()
  ada = someAdministrator()
  builder = startBuilder()
  const first = queueBuild(ada, 'kept', { pip: 'slipway-hello' })
  name = first.name
  await take(first.buildId)
  for (const number of [2, 3, 4]) {
    const lists = { apt: '', conda: '', pip: `# ${number}\nslipway-hello` }
    const spec = { base: sampleBase(), pullSecretId: null, ...lists }
    const queued = insertRebuild(ada, { name, spec, isFresh: false, seen: ids.at(-1) ?? 0 })
    if (typeof queued === 'string') throw new Error(queued)
    await take(queued.buildId)
  }
})
afterAll(() => endBuilder(builder, 'SIGTERM'))

async function take(buildId: number): Promise<void> {
  ids.push(buildId)
  references.push((await untilFinal(buildId)).reference ?? '')
}

function keep(keepBuilds: number, removesCopies: boolean): void {
  const value = { keepBuilds, removesCopies, cacheGigabytes: 0 }
  saveSetting(ada, { key: 'housekeeping', value, seen: housekeeping().updatedAt })
}

const folders = () => ids.map((id) => existsSync(buildFolder(id)))
const copies = async () => Promise.all(references.map(async (each) => (await registryDigest(each)) !== null))
const numbers = () => listImageBuilds(ada, name)?.builds.map(({ number }) => number)
const untilFolders = (wanted: boolean[]) =>
  vi.waitFor(() => expect(folders()).toEqual(wanted), { timeout: 60_000, interval: 5 })

test('older builds go from catalogue and disk; their copies stay where that is wanted', async () => {
  keep(3, false)
  await untilFolders([false, true, true, true])
  expect(numbers()).toEqual([4, 3, 2])
  expect(await copies()).toEqual([true, true, true, true])
})

test('a builder that is killed while it removes builds and copies goes on where it was', async () => {
  keep(1, true)
  await untilFolders([false, false, true, true])
  await endBuilder(builder, 'SIGKILL')
  builder = startBuilder()
  await untilFolders([false, false, false, true])
  expect(numbers()).toEqual([4])
  expect(await copies()).toEqual([true, false, false, true])
  expect(listImageBuilds(ada, name)).toMatchObject({ removed: 3 })
})
