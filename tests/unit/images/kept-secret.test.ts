import { beforeEach, expect, test } from 'vitest'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { openerFor } from '../../../app/admin/images/kept-secret.ts'
import { customImage, existingImage, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

let max: Viewer
const [own, other] = [1, 2]
const base = 'registry.example.org/team/base'

beforeEach(() => {
  openFreshDatabase()
  const people = samplePeople()
  max = people.max
  const login = { registry: 'registry.example.org', username: 'reader', sealedPassword: 'sealed' }
  insertPullSecrets(people.ada, [
    { name: 'given', groupIds: [], ...login },
    { name: 'other', groupIds: [], ...login },
  ])
})

/** Who opens the pull secret when max sends a form for an image of vision that has `own`. */
function opens(name: string, pullSecretId: number | null, ...references: (string | null)[]): string {
  const viewer = openerFor(max, getManagedImage(max, name), { pullSecretId, references })
  return viewer === systemViewer ? 'the house' : viewer.name
}

test('a pull secret that an administrator gave stays usable for what the image comes from', () => {
  const spec = { base: `${base}:1`, pullSecretId: own }
  customImage(max, 'built', { ownerGroup: 'vision', pullSecretId: own, spec })
  existingImage(max, 'found', { ownerGroup: 'vision', pullSecretId: own })
  expect(opens('built', own, `${base}:2`)).toBe('the house')
  expect(opens('built', own, `${base}@sha256:${'a'.repeat(64)}`)).toBe('the house')
  expect(opens('found', own, 'registry.example.org/found:2', null)).toBe('the house')
})

test('it opens nothing else, and another one is not opened for whoever may not choose it', () => {
  customImage(max, 'built', { ownerGroup: 'vision', pullSecretId: own, spec: { base: `${base}:1` } })
  existingImage(max, 'found', { ownerGroup: 'vision', pullSecretId: own })
  expect(opens('built', own, 'registry.example.org/secrets/base:1')).toBe('max')
  expect(opens('built', own, `${base}:1`, 'registry.example.org/secrets/base:1')).toBe('max')
  expect(opens('built', other, `${base}:1`)).toBe('max')
  expect(opens('found', own, 'registry.example.org/built:1')).toBe('max')
  expect(opens('not-there', own, `${base}:1`)).toBe('max')
})
