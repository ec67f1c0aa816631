import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { insertCustomImage, insertExistingImage } from '#db/queries/image-changes.ts'
import { findTwin } from '#db/queries/image-twins.ts'
import type { Viewer } from '#lib/access.ts'
import { groupId, person, registered, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ;({ ada } = samplePeople())
})
afterEach(() => void vi.useRealTimers())

const common = () => ({
  displayName: 'tools',
  description: 'Words',
  type: 'cpu' as const,
  pullSecretId: null,
  ownerGroupId: null,
  isGlobal: false,
  groupIds: [groupId('vision')],
})
const lists = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
const custom = () => ({ ...common(), ...lists, source: 'custom' as const, rebuildsOnNewBase: false })
const existing = () => ({
  ...common(),
  source: 'existing' as const,
  reference: 'r.example/tools:1',
  gpuReference: null,
  isUnchecked: false,
})

test('a custom form that is sent again at once has a twin, one with anything else has none', () => {
  const { buildId } = insertCustomImage(ada, { ...common(), spec: lists })
  expect(findTwin(ada, custom())).toEqual({ name: 'tools', buildId })
  for (const change of [
    { apt: 'jq\n' },
    { base: 'debian:13' },
    { description: '' },
    { isGlobal: true },
    { rebuildsOnNewBase: true },
    { groupIds: [] },
  ])
    expect(findTwin(ada, { ...custom(), ...change })).toBeNull()
  expect(findTwin(ada, existing())).toBeNull()
  expect(findTwin(person('eve', { isAdministrator: true }), custom())).toBeNull()
})

test('an existing one has one by its URLs', () => {
  insertExistingImage(ada, { ...common(), ...registered('r.example/tools:1') })
  expect(findTwin(ada, existing())).toEqual({ name: 'tools', buildId: null })
  expect(findTwin(ada, { ...existing(), gpuReference: 'r.example/tools:gpu' })).toBeNull()
})

test('after a minute it is another wish for a name that is taken', () => {
  vi.useFakeTimers({ now: Date.now() })
  insertCustomImage(ada, { ...common(), spec: lists })
  vi.advanceTimersByTime(60_001)
  expect(findTwin(ada, custom())).toBeNull()
})
