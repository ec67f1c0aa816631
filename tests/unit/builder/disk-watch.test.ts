import { expect, test, vi } from 'vitest'
import { createDiskWatch } from '#lib/builder/disk-watch.ts'

test('builds are held back while too little is free, begin again by themselves, and each is said once', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const reserveBytes = 1_000e6
  let freeBytes = 2_000e6
  const hasRoom = createDiskWatch(() => ({
    ...{ freeBytes, totalBytes: 5_000e6, reserveBytes },
    hasRoom: freeBytes >= reserveBytes,
  }))
  expect(hasRoom()).toBe(true)
  freeBytes = 999e6
  expect([hasRoom(), hasRoom()]).toEqual([false, false])
  freeBytes = 1_000e6
  expect([hasRoom(), hasRoom()]).toEqual([true, true])
  expect(warn.mock.calls.flat()).toEqual([
    expect.stringContaining('of 1000 MB that must be free'),
    expect.stringContaining('There is room'),
  ])
})
