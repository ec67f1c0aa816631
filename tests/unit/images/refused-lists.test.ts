import { beforeEach, describe, expect, test, vi } from 'vitest'
import { rebuildImage } from '#app/admin/images/[name]/rebuild/actions.ts'
import { createImage } from '#app/admin/images/new/actions.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { idle } from '#lib/form-state.ts'
import { understandList } from '#lib/images/understand.ts'

const member: Viewer = { ...systemViewer, isAdministrator: false }
const asking = vi.hoisted(() => ({ viewer: null as Viewer | null }))
vi.mock('#lib/auth/viewer.ts', () => ({
  viewer: async (may = (_: Viewer) => true) => (asking.viewer && may(asking.viewer) ? asking.viewer : null),
}))
vi.mock('#lib/images/understand.ts', { spy: true })

function lists(): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ source: 'custom', apt: 'git', conda: '', pip: 'numpy' }))
    data.set(name, value)
  return data
}

beforeEach(() => {
  vi.mocked(understandList).mockClear()
})

describe.each([
  ['createImage', createImage],
  ['rebuildImage', rebuildImage],
])('%s reads no package list', (_, action) => {
  test('of whoever is signed out, and gives back what was typed', async () => {
    asking.viewer = null
    const state = await action(idle(), lists())
    expect(state).toMatchObject({ status: 'failed', values: { apt: ['git'], pip: ['numpy'] } })
    expect(understandList).not.toHaveBeenCalled()
  })

  test('of whoever may not, and gives back nothing', async () => {
    asking.viewer = member
    const state = await action(idle(), lists())
    expect(state).toEqual({ status: 'failed', values: {}, errors: {}, message: 'You may not do this.' })
    expect(understandList).not.toHaveBeenCalled()
  })
})
