import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayNameFault, imageNameFrom } from '#lib/images/name.ts'

const never = () => false

describe('display names', () => {
  test.each(['a', 'pytorch', 'pytorch-2.3', '3.11', 'a-b.c-d'])('%s is fine', (name) => {
    expect(displayNameFault(name)).toBeNull()
  })

  test.each([
    ['', 'Give the image a display name'],
    ['PyTorch', 'try “pytorch”'],
    ['Py Torch 2', 'try “py-torch-2”'],
    ['-A', 'dot are allowed.'],
    ['py torch', 'not a space: try “py-torch”.'],
    ['py_torch', 'not “_”'],
    ['größe', 'not “ö”'],
    ['a\u200bb', 'not an invisible character'],
    ['-a', 'starts and ends'],
    ['a.', 'starts and ends'],
    ['a..b', 'Between two dots'],
    ['a-.b', 'Between two dots'],
    ['a'.repeat(64), 'at most 63'],
  ])('%j is refused with a reason', (name, reason) => {
    expect(displayNameFault(name)).toContain(reason)
  })
})

describe('image names', () => {
  test('keep the words of the display name', () => {
    expect(imageNameFrom('pytorch-2.3', never)).toBe('pytorch-2-3')
  })

  test('get a number while they are taken', () => {
    const taken = new Set(['pytorch', 'pytorch-2'])
    expect(imageNameFrom('pytorch', (name) => taken.has(name))).toBe('pytorch-3')
  })

  test('are repository names of a registry, whatever the display name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (displayName) => {
        expect(imageNameFrom(displayName, never)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      }),
    )
  })
})
