/** What people do: add, rebuild, cancel, delete, publish again; twice, late, and without being allowed to. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { getBuild, requestCancel } from '#db/queries/builds.ts'
import { insertCustomImage, NameTaken } from '#db/queries/image-changes.ts'
import { deleteImage, getImageContents } from '#db/queries/image-deletion.ts'
import { publishAgain } from '#db/queries/publishing.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { AccessDenied, canManageImage, type Viewer } from '#lib/access.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { groupId, someFacts } from '../../support/catalogue.ts'
import { type Command, command } from './command.ts'
import { all } from './invariants.ts'
import { buildsOf, isActive, type Model, type ModelImage, pick, type World } from './world.ts'

const number = fc.nat(1_000)
const who = fc.constantFrom(0, 0, 1, 1, 2)

export const peoplesCommands: fc.Arbitrary<Command>[] = [
  fc
    .record({ who, name: fc.nat(3), list: fc.nat(1) })
    .map((asked) => command(`add ${JSON.stringify(asked)}`, (model, world) => add(model, world, asked))),
  fc
    .record({ who, which: number, list: fc.nat(2), isFresh: fc.boolean(), isLate: fc.boolean() })
    .map((asked) =>
      command(`rebuild ${JSON.stringify(asked)}`, (model, world) => rebuild(model, world, asked), hasImages),
    ),
  fc
    .record({ who, which: number })
    .map((asked) =>
      command(`cancel ${JSON.stringify(asked)}`, (model, world) => cancel(model, world, asked), hasImages),
    ),
  fc
    .record({ who, which: number })
    .map((asked) =>
      command(`delete ${JSON.stringify(asked)}`, (model, world) => remove(model, world, asked), hasImages),
    ),
  fc
    .record({ who, which: number, build: number })
    .map((asked) =>
      command(`publish ${JSON.stringify(asked)}`, (model, world) => publish(model, world, asked), hasImages),
    ),
]

type Asked = { who: number; which: number }

function add(
  model: Model,
  { viewers }: World,
  { who, name, list }: { who: number; name: number; list: number },
) {
  const viewer = viewers[who] as Viewer
  const displayName = `image-${name}`
  const ownerGroupId = viewer.isAdministrator ? null : groupId('vision')
  const place = { ownerGroupId, isGlobal: true, groupIds: [], pullSecretId: null }
  const adding = () =>
    insertCustomImage(viewer, { displayName, description: '', type: 'cpu', ...place, spec: specOf(list) })
  if (!canManageImage(viewer, { ownerGroupId })) return assert.throws(adding, AccessDenied)
  if (model.images.some((image) => image.displayName === displayName)) return assert.throws(adding, NameTaken)
  const { buildId, name: imageName } = adding()
  const id = all<{ id: number }>('SELECT id FROM images WHERE name = ?', imageName)[0]?.id ?? 0
  assert(!model.givenNames.includes(imageName), `“${imageName}” was given before.`)
  model.givenNames.push(imageName)
  model.images.push({ id, name: imageName, displayName, published: null, isSystem: ownerGroupId === null })
  model.images.sort((one, other) => one.id - other.id)
  noteQueued(model, { id: buildId, imageId: id, spec: specOf(list), isScheduled: false })
}

type AskedRebuild = Asked & { list: number; isFresh: boolean; isLate: boolean }

function rebuild(model: Model, { viewers }: World, { who, which, list, isFresh, isLate }: AskedRebuild) {
  const image = imageAt(model, which)
  const builds = buildsOf(model, image.id)
  const active = builds.find(isActive)
  const seen = (isLate ? builds[0] : builds.at(-1))?.id ?? 0
  const asking = () =>
    insertRebuild(viewers[who] as Viewer, { name: image.name, spec: specOf(list), isFresh, seen })
  if (!canManage(viewers[who] as Viewer, image)) return assert.throws(asking, AccessDenied)
  const outcome = asking()
  if (typeof outcome === 'string') {
    const isInTheWay = active && (isLate || active.state === 'running' || !active.isScheduled)
    if (outcome === 'active') assert.ok(isInTheWay, 'nothing is in the way')
    return assert.ok(outcome === 'active' || (isLate && builds.length > 1), outcome)
  }
  if (!outcome.isNew) {
    const twin = builds.find(({ id }) => id === outcome.buildId)
    return assert.deepEqual(twin?.spec, specOf(list), 'named is what was asked for')
  }
  // Only what nobody asked for and nobody began gives way.
  if (active) assert.ok(active.state === 'queued' && active.isScheduled)
  if (active) active.state = 'cancelled'
  noteQueued(model, { id: outcome.buildId, imageId: image.id, spec: specOf(list), isScheduled: false })
}

function cancel(model: Model, { viewers }: World, { who, which }: Asked) {
  const build = pick(model.builds, which)
  const image = build && model.images.find(({ id }) => id === build.imageId)
  if (!build || !image) return
  const asking = () => requestCancel(viewers[who] as Viewer, build.id)
  if (!canManage(viewers[who] as Viewer, image)) return assert.throws(asking, AccessDenied)
  assert.equal(asking(), build.state === 'queued' || (build.state === 'running' && !build.isCancelAsked))
  if (isActive(build)) build.isCancelAsked = true
  if (build.state === 'queued') build.state = 'cancelled'
}

function remove(model: Model, { viewers }: World, { who, which }: Asked) {
  const viewer = viewers[who] as Viewer
  const image = imageAt(model, which)
  const seen = getImageContents(viewer, image.name)?.seen ?? ''
  const asking = () => deleteImage(viewer, { name: image.name, seen, withCopies: false })
  if (!canManage(viewer, image)) return assert.throws(asking, AccessDenied)
  const deleted = asking()
  const running = buildsOf(model, image.id).filter(({ state }) => state === 'running')
  assert.deepEqual(
    typeof deleted === 'object' && deleted.active,
    running.map(({ id }) => id),
  )
  model.images = model.images.filter((other) => other !== image)
  model.builds = model.builds.filter(({ imageId }) => imageId !== image.id)
}

function publish(model: Model, { viewers }: World, { who, which, build: at }: Asked & { build: number }) {
  const viewer = viewers[who] as Viewer
  const image = imageAt(model, which)
  const build = pick(buildsOf(model, image.id), at)
  const number = (build && getBuild(viewers[0], build.id)?.number) ?? 0
  const asking = () =>
    publishAgain(viewer, { name: image.name, number, seen: image.published ?? 0, facts: someFacts() })
  if (!canManage(viewer, image)) return assert.throws(asking, AccessDenied)
  const isThere = build?.state === 'succeeded'
  assert.equal(asking(), isThere ? 'published' : 'gone')
  if (isThere) image.published = build.id
}

/** A build that was queued by whomever. */
export function noteQueued(
  model: Model,
  build: { id: number; imageId: number; spec: BuildSpec; isScheduled: boolean },
): void {
  model.builds.push({ ...build, state: 'queued', isCancelAsked: false })
}

function specOf(list: number): BuildSpec {
  return { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: `package-${list}` }
}

function hasImages(model: Model): boolean {
  return model.images.length > 0
}

function imageAt(model: Model, at: number): ModelImage {
  return pick(model.images, at) as ModelImage
}

function canManage(viewer: Viewer, { isSystem }: ModelImage): boolean {
  return canManageImage(viewer, { ownerGroupId: isSystem ? null : groupId('vision') })
}
