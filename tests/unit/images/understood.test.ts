import { expect, test } from 'vitest'
import { parseApt } from '#lib/images/apt.ts'
import { parseConda } from '#lib/images/conda.ts'
import { parsePip } from '#lib/images/pip.ts'
import { summarizeList } from '#lib/images/understood.ts'

test('a list is said in one sentence', () => {
  const pip = parsePip('numpy>=1.2\npandas[all]\nscipy # any').packages
  expect(summarizeList(pip)).toBe('3 packages: numpy (>=1.2), pandas[all] and scipy.')
  expect(summarizeList(parseApt('curl=7.88\n# none').packages)).toBe('1 package: curl (7.88).')
})

test('channels are said after it', () => {
  const { packages, channels } = parseConda('-c pytorch -c fastai fastai\nblas=*')
  expect(summarizeList(packages, channels)).toBe(
    '2 packages: fastai and blas (=*). Channels for all packages: pytorch and fastai.',
  )
  expect(summarizeList([], ['nvidia'])).toBe('Channel for all packages: nvidia.')
})

test('a long list is cut, an empty one says nothing', () => {
  const many = parseApt(Array.from({ length: 1000 }, (_, index) => `lib${index}`).join('\n')).packages
  expect(summarizeList(many)).toBe('1,000 packages: lib0, lib1, lib2, lib3, lib4 and 995 more.')
  expect(summarizeList([])).toBe('')
})
