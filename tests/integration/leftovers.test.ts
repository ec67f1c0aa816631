import { type ChildProcess, execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { requestCancel } from '#db/queries/builds.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import type { Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { environmentAddress } from '#lib/engine/address.ts'
import { askEngine } from '#lib/engine/ask.ts'
import { readDiskUse } from '#lib/engine/disk-use.ts'
import { trimCache } from '#lib/engine/trim-cache.ts'
import { readSteps } from '#lib/logs/read.ts'
import { removeBuildFolders } from '#lib/logs/remove.ts'
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
import { untilLogHas } from '../support/whole-log.ts'

const docker = (...args: string[]) =>
  execFileSync(process.env.TEST_DOCKER ?? 'docker', args, { encoding: 'utf8', stdio: 'pipe' })
const engine = () => environmentAddress()
const never = new AbortController().signal
let ada: Viewer
let builder: ChildProcess
let reference: string
let name: string

beforeAll(async () => {
  newDataFolder()
  ada = someAdministrator()
  builder = startBuilder()
  const queued = queueBuild(ada, 'leaves nothing', { pip: 'slipway-hello' })
  name = queued.name
  reference = (await untilFinal(queued.buildId)).reference ?? ''
  await untilCleared(queued.buildId)
})
afterAll(() => endBuilder(builder, 'SIGTERM'))

const mark = (buildId: number) => path.join(buildFolder(buildId), 'engine-cleared')
const untilCleared = (buildId: number) =>
  vi.waitFor(() => expect(existsSync(mark(buildId))).toBe(true), { timeout: 30_000 })

/** Tags in the engine that the label says are of a build; other test files have builds of the same number. */
async function tagsOf(buildId: number, image = name): Promise<string[]> {
  const filters = encodeURIComponent(JSON.stringify({ label: [`slipway.build=${buildId}`] }))
  const images = await askEngine(engine(), `/images/json?all=1&filters=${filters}`)
  const tags = (images as { RepoTags: string[] | null }[]).flatMap(({ RepoTags }) => RepoTags ?? [])
  return tags.filter((tag) => tag.includes(`/${image}:`))
}

function rebuild(seen: number, pip: string): number {
  const spec = { base: sampleBase(), pullSecretId: null, apt: '', conda: '', pip }
  const queued = insertRebuild(ada, { name, spec, isFresh: false, seen })
  if (typeof queued === 'string') throw new Error(queued)
  return queued.buildId
}

test('a build leaves nothing in the engine but its cache: the registry has the image, the next build the layers', async () => {
  expect(reference).toMatch(/:1$/)
  expect(await tagsOf(1)).toEqual([])
  expect(await registryDigest(reference)).toMatch(/^sha256:/)
  const next = rebuild(1, 'slipway-hello')
  await untilFinal(next)
  await untilCleared(next)
  const steps = await readSteps(next)
  expect(steps.find(({ kind }) => kind === 'pip')).toMatchObject({ state: 'cached' })
  expect(await tagsOf(next)).toEqual([])
})

test('what a killed builder left is found by the next one; what means another image by now is not touched', async () => {
  await endBuilder(builder, 'SIGKILL')
  docker('pull', reference)
  const other = reference.replace(/:1$/, ':latest')
  docker('pull', sampleBase())
  docker('tag', sampleBase(), other)
  rmSync(mark(1))
  expect(await tagsOf(1)).toEqual([reference])
  builder = startBuilder()
  await untilCleared(1)
  expect(await tagsOf(1)).toEqual([])
  expect(docker('image', 'inspect', '--format', '{{.RepoTags}}', other)).toContain(other)
  docker('image', 'rm', other)
})

test('an image that a container uses stays, and so does one that somebody pulls later', async () => {
  await endBuilder(builder, 'SIGTERM')
  const container = docker('run', '--detach', reference, 'sleep', '600').trim()
  rmSync(mark(1))
  builder = startBuilder()
  await untilCleared(1)
  expect(await tagsOf(1)).toEqual([reference])
  docker('rm', '--force', container)
  docker('image', 'rm', reference)
})

test('an image that was deleted while its engine was away is cleared from there, too', async () => {
  await endBuilder(builder, 'SIGTERM')
  docker('pull', reference)
  rmSync(mark(1))
  await removeBuildFolders([1])
  expect(existsSync(buildFolder(1))).toBe(true)
  builder = startBuilder()
  await vi.waitFor(() => expect(existsSync(buildFolder(1))).toBe(false), { timeout: 30_000 })
  expect(await tagsOf(1)).toEqual([])
})

test('a build cache that has outgrown its bound is trimmed, and what was freed is told', async () => {
  const before = (await readDiskUse(engine(), never)).cacheBytes ?? 0
  const kept = Math.round(before / 2)
  const { freedBytes, fault } = await trimCache(engine(), kept, never)
  expect(fault).toBeNull()
  const after = (await readDiskUse(engine(), never)).cacheBytes ?? 0
  expect(after).toBeLessThanOrEqual(kept)
  expect(freedBytes).toBeGreaterThan(0)
})

// Found by APT only after its lists were read, then a download of several hundred MB: long enough to interfere.
test('a build that is cancelled leaves no process, no credentials, no temporary folder and no image', async () => {
  const { buildId, name: image } = queueBuild(ada, 'cancelled', { apt: 'texlive-latex-recommended' })
  await untilLogHas(buildId, 'Get:')
  const pids = JSON.parse(readFileSync(path.join(buildFolder(buildId), 'pid.json'), 'utf8'))
  requestCancel(ada, buildId)
  expect(await untilFinal(buildId)).toMatchObject({ state: 'cancelled' })
  await untilCleared(buildId)
  expect([pids.wrapper, pids.child].filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([])
  expect(readdirSync(buildFolder(buildId))).not.toContain('docker-config')
  expect(await tagsOf(buildId, image)).toEqual([])
})
