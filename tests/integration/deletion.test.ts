import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import type { Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import { markDeleted } from '#lib/logs/remove.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { untilLogHas } from '../support/whole-log.ts'

let administrator: Viewer
let builder: ChildProcess
// Found by APT only after its lists were read, then a download of several hundred MB: long enough to interfere.
const slow = { apt: 'texlive-latex-recommended' }

beforeAll(() => {
  mkdirSync('.test', { recursive: true })
  newDataFolder()
  administrator = someAdministrator()
  builder = startBuilder()
})

afterAll(() => endBuilder(builder, 'SIGTERM'))

test('an image that is deleted while it is built takes process and folder along; the builder works on', async () => {
  const { buildId, name } = queueBuild(administrator, 'deleted-at-work', slow)
  await untilLogHas(buildId, 'Get:')
  const pids = pidsOf(buildId)
  await remove(name, buildId)
  await untilGone(buildId, pids)
  const next = queueBuild(administrator, 'next', { pip: 'slipway-hello' })
  expect(await untilFinal(next.buildId)).toMatchObject({ state: 'succeeded' })
})

test('an image that is deleted while no builder runs is cleared away by the next one', async () => {
  const { buildId, name } = queueBuild(administrator, 'deleted-alone', slow)
  await untilLogHas(buildId, 'Get:')
  const pids = pidsOf(buildId)
  await endBuilder(builder, 'SIGKILL')
  await remove(name, buildId)
  expect(existsSync(buildFolder(buildId))).toBe(true)
  builder = startBuilder()
  await untilGone(buildId, pids)
})

async function remove(name: string, buildId: number): Promise<void> {
  const seen = getImageContents(administrator, name)?.seen ?? ''
  expect(deleteImage(administrator, { name, seen, withCopies: false })).toMatchObject({ active: [buildId] })
  await markDeleted(buildId, false)
}

function pidsOf(buildId: number): number[] {
  const { wrapper, child } = JSON.parse(readFileSync(path.join(buildFolder(buildId), 'pid.json'), 'utf8'))
  return [wrapper, child]
}

function untilGone(buildId: number, pids: readonly number[]): Promise<void> {
  const look = () => {
    expect(pids.filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([])
    expect(existsSync(buildFolder(buildId))).toBe(false)
  }
  return vi.waitFor(look, { timeout: 30_000, interval: 50 })
}
