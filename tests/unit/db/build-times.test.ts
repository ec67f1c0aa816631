import { beforeEach, expect, test } from 'vitest'
import { getEstimate } from '#db/queries/build-times.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import { AccessDenied } from '#lib/access.ts'
import { customImage, endNextBuild, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

beforeEach(() => {
  openFreshDatabase()
})

test('a build is estimated by those before it that succeeded, for those who may see it', () => {
  const { ada, mia } = samplePeople()
  const { name, buildId } = customImage(ada, 'tools')
  expect(getEstimate(ada, buildId)).toBeNull()
  endNextBuild('failed')
  const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
  const again = (seen: number) => {
    const made = insertRebuild(ada, { name, spec, isFresh: false, seen })
    return typeof made === 'object' ? made.buildId : 0
  }
  const second = again(buildId)
  expect(getEstimate(ada, second)).toBeNull()
  endNextBuild('succeeded')
  const third = again(second)
  expect(getEstimate(ada, third)).toMatchObject({ count: 1 })
  expect(() => getEstimate(mia, third)).toThrow(AccessDenied)
})
