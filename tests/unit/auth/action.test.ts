import { redirect } from 'next/navigation'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { allow, canUseCatalogue, systemViewer, type Viewer } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { invalid } from '#lib/form-state.ts'

const asking = vi.hoisted(() => ({ viewer: null as Viewer | null }))
vi.mock('#lib/auth/viewer.ts', () => ({ viewer: async () => asking.viewer }))

const schema = z.object({ name: z.string().min(1, 'Give a name.') })
const door = { may: canUseCatalogue, schema }
const values = { name: ['harbour'] }

function form(name: string): FormData {
  const data = new FormData()
  data.set('name', name)
  data.set('password', 'hush')
  return data
}

beforeEach(() => {
  asking.viewer = systemViewer
})

describe('an action', () => {
  test('runs with the person and the parsed input', async () => {
    const run = vi.fn()
    await runAction(door, form('harbour'), run)
    expect(run).toHaveBeenCalledWith(systemViewer, { name: 'harbour' }, values)
  })

  test('does not run on faulty input; the faults stand at their fields', async () => {
    const run = vi.fn()
    const state = await runAction(door, form(''), run)
    expect(state).toEqual(invalid({ name: [''] }, { name: ['Give a name.'] }))
    expect(run).not.toHaveBeenCalled()
  })

  test('does not run for someone who is signed out; what was typed stays', async () => {
    asking.viewer = null
    const run = vi.fn()
    expect(await runAction(door, form('harbour'), run)).toMatchObject({ status: 'failed', values })
    expect(run).not.toHaveBeenCalled()
  })

  test('does not look at what was sent by someone who may do nothing of the kind', async () => {
    asking.viewer = { ...systemViewer, isAdministrator: false }
    const run = vi.fn()
    const sent = form('')
    const read = vi.spyOn(sent, Symbol.iterator)
    const state = await runAction(door, sent, run)
    expect(state).toEqual({ status: 'failed', message: 'You may not do this.', values: {}, errors: {} })
    expect(read).not.toHaveBeenCalled()
    expect(run).not.toHaveBeenCalled()
  })

  test.each([
    ['an administrator', systemViewer],
    ['nobody', null],
  ])('reads no form to its end that has more fields than any of ours (%s)', async (_, viewer) => {
    asking.viewer = viewer
    let read = 0
    const endless = {
      *[Symbol.iterator]() {
        for (;;) yield [`group ${++read}`, '1']
      },
    }
    const run = vi.fn()
    const state = await runAction(door, endless as unknown as FormData, run)
    expect(state).toMatchObject({
      status: 'failed',
      values: {},
      message: expect.stringMatching(/more than 5,000 fields/),
    })
    expect(read).toBe(5001)
    expect(run).not.toHaveBeenCalled()
  })

  test('answers with faults that it found itself', async () => {
    const state = await runAction(door, form('harbour'), () => invalid(values, { name: ['Taken.'] }))
    expect(state).toEqual(invalid(values, { name: ['Taken.'] }))
  })

  test('refused says why', async () => {
    const state = await runAction(door, form('harbour'), () => allow(false, 'add pull secrets') as undefined)
    expect(state).toEqual({ status: 'failed', values, errors: {}, message: 'You may not add pull secrets.' })
  })

  test('lets redirects pass', async () => {
    const sent = runAction(door, form('harbour'), () => redirect('/admin/secrets'))
    await expect(sent).rejects.toThrow('NEXT_REDIRECT')
  })

  test('that breaks says an id and nothing from the inside; the log has both', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const fault = new Error('SQLITE_FULL at /var/lib/slipway')
    const state = await runAction(door, form('harbour'), () => {
      throw fault
    })
    const id = state.message?.match(/\(id (\w{8})\)/)?.[1]
    expect(state).toMatchObject({ status: 'failed', values })
    expect(state.message).not.toContain('SQLITE')
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(String(id)), fault)
  })
})
