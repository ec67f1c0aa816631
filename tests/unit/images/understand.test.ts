import { expect, test } from 'vitest'
import { understandList } from '#lib/images/understand.ts'

const options = { allowPipUrls: false }

test('the idiom of the manual is understood as people mean it, and said so', () => {
  expect(understandList('conda', '-c conda-forge::numpy==1.17*', options)).toEqual({
    understood: '1 package: numpy (==1.17*, channel conda-forge).',
    errors: [],
  })
  expect(understandList('conda', '-c pytorch -c fastai fastai', options).understood).toBe(
    '1 package: fastai. Channels for all packages: pytorch and fastai.',
  )
})

test('lines that cannot be used are told by number, the others are counted all the same', () => {
  const { understood, errors } = understandList('apt', 'g++\n-y\nlibstdc++6', options)
  expect(understood).toBe('2 packages: g++ and libstdc++6.')
  expect(errors).toEqual([expect.stringMatching(/^Line 2: /)])
})

test('whether an address is a line of the Pip list is for the administrator to say', () => {
  const line = 'tool @ https://example.org/tool-1.0-py3-none-any.whl'
  expect(understandList('pip', line, options).errors).toEqual([expect.stringMatching(/^Line 1: /)])
  expect(understandList('pip', line, { allowPipUrls: true }).errors).toEqual([])
  expect(understandList('pip', '', options)).toEqual({ understood: '', errors: [] })
})
