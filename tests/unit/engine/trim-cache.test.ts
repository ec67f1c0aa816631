import { expect, test } from 'vitest'
import { isTrimDue } from '#lib/builder/count-disk.ts'
import { boundOption } from '#lib/engine/trim-cache.ts'

test('the bound is given by the option that the installed buildx has', () => {
  expect(boundOption('      --keep-storage bytes   Amount of disk space to keep for cache')).toBe(
    '--keep-storage',
  )
  const newer = '--keep-storage bytes (deprecated)\n --max-used-space bytes\n --reserved-space bytes'
  expect(boundOption(newer)).toBe('--max-used-space')
})

test('a cache is trimmed when it has outgrown its bound, at rest first', () => {
  const keptBytes = 10e9
  expect(isTrimDue({ cacheBytes: 9e9, keptBytes, running: 0 })).toBe(false)
  expect(isTrimDue({ cacheBytes: 11e9, keptBytes, running: 0 })).toBe(true)
  expect(isTrimDue({ cacheBytes: 11e9, keptBytes, running: 1 })).toBe(false)
  expect(isTrimDue({ cacheBytes: 21e9, keptBytes, running: 1 })).toBe(true)
})

test('no bound, or an engine that does not tell, is left alone', () => {
  expect(isTrimDue({ cacheBytes: 900e9, keptBytes: 0, running: 0 })).toBe(false)
  expect(isTrimDue({ cacheBytes: null, keptBytes: 10e9, running: 0 })).toBe(false)
})
