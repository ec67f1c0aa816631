import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { NotReady, notReadyReason, Status } from '#components/status.tsx'
import { buildStates } from '#lib/builds/state.ts'

test.each(buildStates)('a build that is %s says so in a word, and not by colour alone', (state) => {
  const html = renderToStaticMarkup(<Status state={state} />)
  expect(html.toLowerCase()).toContain(`${state}</span>`)
  expect(html).toContain('aria-hidden="true"')
})

describe('the triangle', () => {
  test.each([
    ['queued', 'Image building in progress'],
    ['running', 'Image building in progress'],
    ['failed', 'Image build failed'],
    ['cancelled', 'Image build cancelled'],
    ['interrupted', 'Image build interrupted'],
  ] as const)('says why an image with a first build that is %s is not ready', (state, reason) => {
    expect(notReadyReason({ isReady: false, lastBuild: { state } })).toBe(reason)
  })

  test('stands there while a ready image is rebuilt, and only then', () => {
    const after = (state: (typeof buildStates)[number]) =>
      notReadyReason({ isReady: true, lastBuild: { state } })
    expect(buildStates.filter((state) => after(state) !== null)).toEqual(['queued', 'running'])
    expect(notReadyReason({ isReady: true, lastBuild: null })).toBeNull()
  })

  test('has its sentence as text', () => {
    expect(renderToStaticMarkup(<NotReady reason="Image build failed" />)).toContain('Image build failed.')
    expect(renderToStaticMarkup(<NotReady reason={null} />)).toBe('')
  })
})
