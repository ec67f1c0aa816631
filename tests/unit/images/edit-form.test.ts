import { describe, expect, test } from 'vitest'
import { editForm, wholeEdit } from '#lib/images/edit-form.ts'
import { changedMeanwhile, editValues } from '#lib/images/edit-values.ts'

const image = {
  source: 'existing',
  description: 'For eyes',
  type: 'universal',
  reference: 'r.example/a:1',
  gpuReference: null,
  pullSecretId: 4,
  pullSecret: 'hub',
  isGlobal: false,
  rebuildsOnNewBase: false,
  groups: [{ id: 7, name: 'vision' }],
  revision: 3,
  updatedBy: null,
}

describe('the edit form', () => {
  test('is filled with the image as it is', () => {
    const fields = Object.fromEntries(
      Object.entries(editValues(image)).map(([name, list]) => [name, list[0]]),
    )
    expect(editForm.parse({ ...fields, name: 'a' })).toMatchObject({
      source: 'existing',
      seen: 3,
      description: 'For eyes',
      reference: 'r.example/a:1',
      gpuReference: null,
      pullSecretId: 4,
      isGlobal: false,
      groupIds: [7],
    })
  })

  test('of a custom image takes no reference', () => {
    const sent = { source: 'custom', name: 'a', seen: '1', type: 'cpu', reference: 'r.example/evil:1' }
    expect(editForm.parse(sent)).not.toHaveProperty('reference')
  })

  test('keeps the pull secret where the form had no field for it, and takes it away where it was emptied', () => {
    const sent = { source: 'custom', name: 'a', seen: '1', type: 'cpu' }
    const idAfter = (fields: object) => wholeEdit(editForm.parse({ ...sent, ...fields }), image).pullSecretId
    expect(idAfter({})).toBe(4)
    expect(idAfter({ pullSecretId: '' })).toBeNull()
    expect(idAfter({ pullSecretId: '9' })).toBe(9)
  })

  test('keeps what does not apply out: a GPU URL of a cpu image, groups of a Global one', () => {
    const sent = { source: 'existing', name: 'a', seen: '1', reference: 'r.example/a:1' }
    const odd = { ...sent, type: 'cpu', gpuReference: 'not one', isGlobal: 'on', groupIds: ['x'] }
    expect(editForm.parse(odd)).toMatchObject({ gpuReference: null, groupIds: [] })
  })
})

describe('what changed meanwhile', () => {
  const was = editValues(image).was?.[0] ?? ''

  test('is told at its field', () => {
    const now = { ...image, description: 'For ears', type: 'gpu', isGlobal: true, pullSecret: null }
    expect(changedMeanwhile(was, now)).toEqual({
      description: ['Changed meanwhile to “For ears”.'],
      type: ['Changed meanwhile to “gpu”.'],
      pullSecretId: ['Changed meanwhile to “None”.'],
      groupIds: ['Changed meanwhile to “Global”.'],
    })
  })

  test('is nothing where nothing did, and everything where the form does not say what was', () => {
    expect(changedMeanwhile(was, image)).toEqual({})
    for (const odd of ['', 'null', '{"a":1}', '[[]]'])
      expect(Object.keys(changedMeanwhile(odd, image))).toContain('description')
  })
})
