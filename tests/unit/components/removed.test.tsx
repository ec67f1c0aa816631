import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RemovedBuilds } from '#components/image/removed-builds.tsx'
import { Missing } from '../../../app/missing/missing.tsx'

const page = { builds: [], newer: null, older: null, removed: 3 }
const history = (change: Partial<typeof page> | { older: number }, keepBuilds = 20, canChange = false) =>
  renderToStaticMarkup(<RemovedBuilds {...{ page: { ...page, ...change }, keepBuilds, canChange }} />)

test('the end of a history says how many builds it had before, and which setting did it', () => {
  const words = history({}, 20, true)
  expect(words).toContain('3 older builds were removed. An image keeps its last 20 builds')
  expect(words).toContain('href="/admin/settings/housekeeping"')
  expect(history({ removed: 1 }, 1)).toContain('One older build was removed. An image keeps its last build')
  expect(history({})).not.toContain('href')
})

test('a page before the end, and a history that is whole, say nothing of it', () => {
  expect(history({ older: 4 })).toBe('')
  expect(history({ removed: 0 })).toBe('')
})

test('a link to a build that is not there any more says that builds are removed', () => {
  for (const path of ['/admin/builds/7', '/admin/images/tools/publish/3', '/admin/images/tools/rebuild'])
    expect(renderToStaticMarkup(<Missing path={path} />)).toContain('Builds are removed')
  for (const path of ['/admin/groups/7', '/images/tools', '/admin/images/builds'])
    expect(renderToStaticMarkup(<Missing path={path} />)).not.toContain('Builds are removed')
})
