import { expect, test } from 'vitest'
import { faultLines } from '#components/image-form/fault-lines.ts'
import { diagnosisErrors } from '#lib/builds/diagnosis-errors.ts'

const words = { summary: 'It was not found.', advice: 'Remove it.', code: 'pip-unknown' } as const

test('the lines that a failed build blames are marked in their list', () => {
  const errors = diagnosisErrors({ ...words, field: 'pip', lines: [2, 5] })
  expect(errors.pip?.[0]).toBe('Line 2: It was not found. Remove it.')
  expect(faultLines(errors.pip)).toEqual([2, 5])
})

test('a field without lines is marked as a whole', () => {
  expect(diagnosisErrors({ ...words, field: 'base' })).toEqual({ base: ['It was not found. Remove it.'] })
  expect(Object.keys(diagnosisErrors({ ...words, field: 'pullSecret' }))).toEqual(['pullSecretId'])
})

test('what is not about a field marks none', () => {
  expect(diagnosisErrors(words)).toEqual({})
  expect(diagnosisErrors(null)).toEqual({})
})
