import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { formInput } from '#lib/form-state.ts'
import { imageForm } from '#lib/images/form.ts'

type Fields = Record<string, string | string[]>

/** As a browser sends it: every field, with CRLF; boxes only when ticked. */
function send(fields: Fields, options = { allowPipUrls: false }) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...blank, ...fields })) {
    for (const each of [value].flat()) form.append(name, each)
  }
  return imageForm(options).safeParse(formInput(form))
}

const blank: Fields = {
  displayName: 'tools',
  description: '',
  type: 'cpu',
  source: 'custom',
  reference: '',
  gpuReference: '',
  base: 'debian:12',
  pullSecretId: '',
  apt: '',
  conda: '',
  pip: '',
  isGlobal: 'on',
}

function errorsOf(fields: Fields, options?: { allowPipUrls: boolean }): Record<string, string[] | undefined> {
  const { error } = send(fields, options)
  return error ? z.flattenError(error).fieldErrors : {}
}

describe('an image of a group', () => {
  test('is for that group alone, whatever else is sent', () => {
    const { data } = send({ apt: 'jq', ownerGroupId: '7', isGlobal: 'on', groupIds: ['1', '2'] })
    expect(data).toMatchObject({ ownerGroupId: 7, isGlobal: false, groupIds: [] })
    expect(send({ apt: 'jq' }).data).toMatchObject({ ownerGroupId: null, isGlobal: true })
  })

  test.each([[''], ['x'], ['-1'], ['1e3'], ['9'.repeat(16)], [['1', '2']]])(
    'is not for %j',
    (ownerGroupId) => {
      expect(Object.keys(errorsOf({ apt: 'jq', ownerGroupId }))).toEqual(['ownerGroupId'])
    },
  )
})

describe('a custom image', () => {
  test('becomes a spec with its lists byte for byte, line breaks as LF', () => {
    const { data } = send({ pip: ' numpy>=1.26,<3 \r\n\r\n# why\r\npandas[excel]\r\n', type: 'gpu' })
    expect(data).toMatchObject({
      source: 'custom',
      displayName: 'tools',
      type: 'gpu',
      base: 'debian:12',
      pullSecretId: null,
      isGlobal: true,
      pip: ' numpy>=1.26,<3 \n\n# why\npandas[excel]\n',
    })
  })

  test('is told every line that cannot be used, with its number', () => {
    const { apt, pip } = errorsOf({ apt: 'git\r\n-y\r\njq', pip: '# x\n\nnumpy\n$(id)\n--pre' })
    expect(apt).toEqual([expect.stringMatching(/^Line 2: /)])
    expect(pip).toEqual([expect.stringMatching(/^Line 4: /), expect.stringMatching(/^Line 5: /)])
  })

  test.each([[{}], [{ apt: '# only words\n\n' }], [{ conda: '-c conda-forge' }]])(
    'needs a package: %j',
    (lists) => {
      expect(errorsOf(lists)).toEqual({ packages: ['Add at least one package, in any of the lists.'] })
    },
  )

  test('does not ask for a package where one was meant but cannot be used', () => {
    expect(Object.keys(errorsOf({ pip: '$(id)' }))).toEqual(['pip'])
  })

  test('may have addresses in its Pip list only where the administrator allows it', () => {
    const pip = 'tool @ https://example.org/tool-1.0-py3-none-any.whl'
    expect(errorsOf({ pip }).pip).toHaveLength(1)
    expect(errorsOf({ pip }, { allowPipUrls: true })).toEqual({})
  })

  test('is told all faults at once', () => {
    const faults = errorsOf({ displayName: 'My Image', base: '', pip: '$(id)', isGlobal: [] })
    expect(Object.keys(faults).sort()).toEqual(['base', 'displayName', 'groupIds', 'pip'])
  })

  test('is not told faults of fields that do not apply', () => {
    expect(errorsOf({ pip: 'numpy', reference: '///', gpuReference: '///', groupIds: 'x' })).toEqual({})
  })
})

describe('an existing image', () => {
  const existing = { source: 'existing', base: '///', pip: '$(id)', reference: ' ghcr.io/team/image:1 ' }

  test('needs its URL and nothing of the other source', () => {
    expect(send(existing).data).toMatchObject({ reference: 'ghcr.io/team/image:1', isUnchecked: false })
    expect(Object.keys(errorsOf({ ...existing, reference: '' }))).toEqual(['reference'])
  })

  test('has a URL for GPU only when it is universal', () => {
    const gpuReference = 'ghcr.io/team/image:1-gpu'
    expect(send({ ...existing, gpuReference }).data).toMatchObject({ gpuReference: null })
    expect(send({ ...existing, gpuReference, type: 'universal' }).data).toMatchObject({ gpuReference })
    expect(Object.keys(errorsOf({ ...existing, gpuReference: '!', type: 'universal' }))).toEqual([
      'gpuReference',
    ])
  })
})

describe('who may use it', () => {
  const chosen = { pip: 'numpy', isGlobal: [] }

  test('is everyone, whatever groups are ticked', () => {
    expect(send({ pip: 'numpy', groupIds: ['1', '2'] }).data).toMatchObject({ isGlobal: true, groupIds: [] })
  })

  test('is chosen groups, at least one', () => {
    expect(send({ ...chosen, groupIds: '3' }).data).toMatchObject({ isGlobal: false, groupIds: [3] })
    expect(send({ ...chosen, groupIds: ['3', '4'] }).data).toMatchObject({ groupIds: [3, 4] })
    expect(Object.keys(errorsOf(chosen))).toEqual(['groupIds'])
  })
})

test.each([
  [{ source: 'other' }, 'source'],
  [{ type: 'tpu' }, 'type'],
  [{ pullSecretId: '1 OR 1' }, 'pullSecretId'],
  [{ description: 'x'.repeat(2001) }, 'description'],
])('a form that was altered is refused: %j', (fields, name) => {
  expect(Object.keys(errorsOf({ pip: 'numpy', ...fields }))).toContain(name)
})
