import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { claimBuild, recordBase } from '#db/queries/build-queue.ts'
import { updateImage } from '#db/queries/image-edits.ts'
import { getImage } from '#db/queries/images.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { saveAnswer } from '#db/queries/source-checks.ts'
import type { Viewer } from '#lib/access.ts'
import { beginBuild } from '#lib/builder/begin.ts'
import { checkSource, scheduleRebuilds } from '#lib/builder/freshness.ts'
import { config } from '#lib/config.ts'
import { customImage, endNextBuild, existingImage, groupId, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

const [one, two] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
let ada: Viewer
let max: Viewer
let base: string

beforeEach(() => {
  openFreshDatabase()
  ;({ ada, max } = samplePeople())
  base = `${config().SLIPWAY_REGISTRY}/slipway/shared:1`
  customImage(ada, 'shared', { groups: ['vision'] })
  endNextBuild('succeeded', { reference: base, digest: one, packages: [] })
})

/** What an administrator gave is for nobody any more. */
function withdraw(): void {
  edit('shared', { isGlobal: false })
}

function edit(name: string, change: { rebuildsOnNewBase?: boolean; isGlobal?: boolean }): void {
  const image = getManagedImage(ada, name)
  if (!image) throw new Error(`${name} is not there.`)
  updateImage(ada, { ...image, groupIds: [], seen: image.revision, ...change })
}

/** An image of vision that is published upon the shared one and follows it. */
function buildUpon(): void {
  const { name, buildId } = customImage(max, 'upon-it', { ownerGroup: 'vision', spec: { base } })
  recordBase(buildId, one)
  endNextBuild('succeeded', { reference: 'r.example/slipway/upon-it:1', digest: two, packages: [] })
  edit(name, { rebuildsOnNewBase: true })
}

const ofVision = () => ({ reference: base, pullSecretId: null, ownerGroupId: groupId('vision') })
const tracked = (name: string) => getImage(ada, name)?.tracked

test('a base that was withdrawn from a group is built upon no more, and its people read as if it were gone', async () => {
  customImage(max, 'upon-it', { ownerGroup: 'vision', spec: { base } })
  withdraw()
  const job = claimBuild()
  if (!job) throw new Error('No build is queued.')
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-build-'))
  expect(await beginBuild(job, folder, AbortSignal.timeout(60_000))).toEqual({
    diagnosis: expect.objectContaining({
      code: 'base-missing',
      field: 'base',
      summary: `${base} was not found in its registry.`,
    }),
  })
})

test('what such a base is now is not looked up for the group, nor is anything built because of it', async () => {
  buildUpon()
  saveAnswer(ofVision(), { digest: two, fault: null }, Date.now())
  withdraw()
  expect(scheduleRebuilds()).toBe(0)
  expect(getRebuild(max, 'upon-it')?.last.number).toBe(1)
  await checkSource(ofVision())
  expect(tracked('upon-it')).toMatchObject({
    sourceDigest: null,
    sourceFault: expect.stringContaining(`${base} was not found in its registry.`),
  })
})

test('a base that the group may use is followed', () => {
  buildUpon()
  saveAnswer(ofVision(), { digest: two, fault: null }, Date.now())
  expect(scheduleRebuilds()).toBe(1)
})

test('an image that was added unchecked is told nothing of what is hidden, whatever others are told', async () => {
  withdraw()
  existingImage(ada, 'known', { groups: [], found: { reference: base } })
  existingImage(max, 'guessed', { ownerGroup: 'vision', found: { reference: base } })
  saveAnswer({ ...ofVision(), ownerGroupId: null }, { digest: two, fault: null }, Date.now())
  expect(tracked('known')?.sourceDigest).toBe(two)
  await checkSource(ofVision())
  expect(tracked('guessed')).toMatchObject({
    sourceDigest: null,
    sourceFault: expect.stringContaining('not found'),
  })
  expect(tracked('known')?.sourceDigest).toBe(two)
})
