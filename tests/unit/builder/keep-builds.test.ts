import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { getRetentionReport, removeOldBuild } from '#db/queries/retention.ts'
import { saveSetting } from '#db/queries/settings.ts'
import type { Viewer } from '#lib/access.ts'
import { keepBuilds } from '#lib/builder/keep-builds.ts'
import { buildFolder } from '#lib/config.ts'
import { housekeeping } from '#lib/settings.ts'
import { customImage, endNextBuild, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

vi.mock('#lib/config.ts', async (original) => {
  const real = await original<typeof import('#lib/config.ts')>()
  const folder = (id: number) => path.join(process.env.SLIPWAY_DATA ?? '', 'builds', String(id))
  return { ...real, buildFolder: folder }
})

let ada: Viewer
let ids: number[]
const never = new AbortController().signal

/** Three builds that pushed to a registry where nobody answers. */
beforeEach(() => {
  openFreshDatabase()
  ada = samplePeople().ada
  const { name, buildId } = customImage(ada, 'tools')
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  ids = [buildId]
  for (const number of [1, 2, 3]) {
    const digest = `sha256:${String(number).repeat(64)}`
    endNextBuild('succeeded', { reference: `127.0.0.1:5000/slipway/tools:${number}`, digest, packages: [] })
    if (number === 3) break
    const queued = insertRebuild(ada, { name, spec, isFresh: false, seen: ids.at(-1) ?? 0 })
    if (typeof queued === 'object') ids.push(queued.buildId)
  }
  for (const id of ids) {
    mkdirSync(buildFolder(id), { recursive: true })
    writeFileSync(path.join(buildFolder(id), 'log.ndjson'), '')
  }
})

const set = (removesCopies: boolean) => {
  const value = { keepBuilds: 1, removesCopies, cacheGigabytes: 0 }
  saveSetting(ada, { key: 'housekeeping', value, seen: housekeeping().updatedAt })
}
const folders = () => ids.map((id) => existsSync(buildFolder(id)))

test('rows go with their folders and logs', async () => {
  set(false)
  await keepBuilds(never)
  expect(folders()).toEqual([false, false, true])
  expect(getRetentionReport()).toEqual({ pending: null, fault: null })
})

test('what a killed builder began is ended by the next one', async () => {
  set(false)
  removeOldBuild(housekeeping())
  expect(folders()).toEqual([true, true, true])
  await keepBuilds(never)
  expect(folders()).toEqual([false, false, true])
})

test('nothing further goes while the registry does not give up a copy, until copies may stay', async () => {
  set(true)
  await keepBuilds(never)
  expect(folders()).toEqual([true, true, true])
  expect(getRetentionReport()).toMatchObject({
    pending: { buildId: ids[0] },
    fault: expect.stringMatching(/./),
  })
  set(false)
  await keepBuilds(never)
  expect(folders()).toEqual([false, false, true])
  expect(getRetentionReport()).toEqual({ pending: null, fault: null })
})
