import { beforeEach, describe, expect, test } from 'vitest'
import { claimBuild, finishBuild, listRunningJobs } from '#db/queries/build-queue.ts'
import { getBuild, insertBuild } from '#db/queries/builds.ts'
import { deleteEngine, insertEngine, setEngineEnabled, updateEngine } from '#db/queries/engine-changes.ts'
import { engineName } from '#db/queries/engine-names.ts'
import { askForEngineTest, engineTestAskedAt, saveEngineReport } from '#db/queries/engine-tests.ts'
import { getEngine, getSealedEngine, listEngineBuilds, listEngines } from '#db/queries/engines.ts'
import { insertCustomImage } from '#db/queries/image-changes.ts'
import { AccessDenied, systemViewer, type Viewer } from '#lib/access.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import { someAdministrator } from '../../support/builder.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer
const spec = { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: '' }
const facts = {
  kind: 'docker' as const,
  address: 'tcp://gpu.example.org:2376',
  caCertificate: 'CA',
  clientCertificate: 'certificate',
  sealedClientKey: 'sealed',
  buildsAtOnce: 1,
}
const environment = { id: null, slots: 1 }

beforeEach(() => {
  openFreshDatabase()
  ada = someAdministrator()
})

const add = (name = 'gpu') => insertEngine(ada, { ...facts, name }) ?? 0

function queue(displayName: string) {
  const image = { displayName, description: '', type: 'cpu' as const, isGlobal: true, groupIds: [] }
  return insertCustomImage(ada, { ...image, pullSecretId: null, spec }).buildId
}

function end(id: number) {
  finishBuild(id, {
    state: 'failed',
    diagnosis: null,
    log: { lines: 0, bytes: 0, sha256: '' },
    published: null,
  })
}

test('an added engine is shown without its key', () => {
  expect(engineName(null)).toBeNull()
  const id = add()
  expect(engineName(null)).toBe('Engine of the environment')
  expect(engineName(id)).toBe('gpu')
  expect(listEngines(ada)).toMatchObject([{ id, name: 'gpu', hasClientKey: true, isEnabled: true }])
  expect(JSON.stringify(listEngines(ada))).not.toContain('sealed"')
  expect(getSealedEngine(systemViewer, id)?.sealedClientKey).toBe('sealed')
  expect(insertEngine(ada, { ...facts, name: 'gpu' })).toBeNull()
})

test('only those who change settings may see or touch engines', () => {
  const id = add()
  const max = { ...ada, isAdministrator: false }
  const attempts = [
    () => listEngines(max),
    () => getEngine(max, id),
    () => listEngineBuilds(max, id),
    () => insertEngine(max, { ...facts, name: 'mine' }),
    () => updateEngine(max, { ...facts, name: 'mine', id, seen: 0 }),
    () => setEngineEnabled(max, id, false),
    () => deleteEngine(max, id),
    () => askForEngineTest(max, id),
  ]
  for (const attempt of attempts) expect(attempt).toThrow(AccessDenied)
})

test('the second of two people who edit an engine is told', () => {
  const id = add()
  const seen = getEngine(ada, id)?.updatedAt ?? 0
  const change = { ...facts, id, seen, name: 'renamed' }
  expect(updateEngine(ada, change)).toBe('saved')
  expect(updateEngine(ada, { ...change, name: 'again' })).toBe('changed')
  add('other')
  const now = getEngine(ada, id)?.updatedAt ?? 0
  expect(updateEngine(ada, { ...change, seen: now, name: 'other' })).toBe('taken')
  expect(updateEngine(ada, { ...change, id: 999 })).toBe('gone')
})

describe('a claimed build', () => {
  test('records its engine; each engine takes as many as it may', () => {
    const id = add()
    const open = [environment, { id, slots: 1 }]
    const [one, two, three] = [queue('one'), queue('two'), queue('three')]
    expect(claimBuild(open)).toMatchObject({ id: one, engineId: null })
    expect(claimBuild(open)).toMatchObject({ id: two, engineId: id })
    expect(claimBuild(open)).toBeNull()
    expect(listRunningJobs().map((job) => job.engineId)).toEqual([null, id])
    end(two)
    expect(claimBuild([environment])).toBeNull()
    expect(claimBuild(open)).toMatchObject({ id: three, engineId: id })
  })

  test('goes back to the engine of its image’s last build', () => {
    const id = add()
    const first = queue('image')
    claimBuild([{ id, slots: 1 }])
    end(first)
    insertBuild(ada, { imageId: 1, spec })
    expect(claimBuild([environment, { id, slots: 1 }])).toMatchObject({ engineId: id })
  })

  test('waits while no engine is open', () => {
    const id = queue('waits')
    expect(claimBuild([])).toBeNull()
    expect(claimBuild([environment])?.id).toBe(id)
  })
})

describe('deleting an engine', () => {
  test('is refused while a build runs on it, which is named', () => {
    const id = add()
    const buildId = queue('busy')
    claimBuild([{ id, slots: 1 }])
    expect(deleteEngine(ada, id)).toBe('used')
    expect(listEngineBuilds(ada, id)).toEqual([{ id: buildId, number: 1, displayName: 'busy' }])
  })

  test('leaves its name to the builds that ran on it, and nothing else of it', () => {
    const id = add()
    const buildId = queue('over')
    claimBuild([{ id, slots: 1 }])
    end(buildId)
    expect(deleteEngine(ada, id)).toBe('deleted')
    expect(deleteEngine(ada, id)).toBe('gone')
    expect(listEngines(ada)).toEqual([])
    expect(getSealedEngine(systemViewer, id)).toBeNull()
    const again = add()
    expect(again).not.toBe(id)
    expect(getBuild(ada, buildId)?.engine).toBe('gpu (deleted)')
  })
})

test('a report about an engine as it was before it was changed is not kept', () => {
  const id = add()
  const { updatedAt = 0 } = getEngine(ada, id) ?? {}
  const report = { checkedAt: 5, isReachable: true } as EngineReport
  saveEngineReport({ id, updatedAt }, report)
  expect(getEngine(ada, id)?.report).toMatchObject({ checkedAt: 5 })
  updateEngine(ada, { ...facts, id, seen: updatedAt, name: 'moved' })
  expect(getEngine(ada, id)?.report).toBeNull()
  saveEngineReport({ id, updatedAt }, report)
  expect(getEngine(ada, id)?.report).toBeNull()
})

test('each engine is asked for by itself', () => {
  const id = add()
  expect(engineTestAskedAt(id)).toBe(0)
  askForEngineTest(ada, null)
  askForEngineTest(ada, id)
  expect(engineTestAskedAt(id)).toBeGreaterThan(0)
  expect(engineTestAskedAt(null)).toBeGreaterThan(0)
  expect(engineTestAskedAt(999)).toBe(0)
})
