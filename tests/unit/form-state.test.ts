import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { formInput, formValues, idle, invalid, invalidBy, listOf } from '#lib/form-state.ts'

function form(...fields: [string, string | File][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

describe('what was typed', () => {
  test('is kept, every value of it, without React’s own fields, files and what is secret', () => {
    const data = form(
      ['$ACTION_REF_1', ''],
      ['name', 'a'],
      ['group', '1'],
      ['group', '2'],
      ['password', 'hush'],
      ['clientKey', 'hush'],
      ['pasted', 'hush'],
      ['code', 'hush'],
      ['file', new File(['x'], 'x.txt')],
    )
    expect(formValues(data)).toEqual({ name: ['a'], group: ['1', '2'] })
  })

  test('reaches the schema with the password, single values as text', () => {
    const data = form(
      ['$ACTION_KEY', 'k'],
      ['name', ''],
      ['group', '1'],
      ['group', '2'],
      ['password', 'hush'],
    )
    expect(formInput(data)).toEqual({ name: '', group: ['1', '2'], password: 'hush' })
  })

  test('is kept where there are 40,000 values of one name', () => {
    const sent = Array.from({ length: 40_000 }, (_, at) => String(at))
    const data = form(...sent.map((value): [string, string] => ['group', value]))
    expect(formValues(data).group).toEqual(sent)
  })

  test('survives names that objects have of themselves', () => {
    const values = formValues(form(['constructor', 'a'], ['__proto__', 'b']))
    expect(Object.entries(values)).toEqual([
      ['constructor', ['a']],
      ['__proto__', ['b']],
    ])
  })
})

describe('a list field', () => {
  const schema = z.object({ group: listOf(z.coerce.number()) })

  test.each([
    [{}, []],
    [{ group: '1' }, [1]],
    [{ group: ['1', '2'] }, [1, 2]],
  ])('%j', (input, group) => {
    expect(schema.parse(input)).toEqual({ group })
  })
})

describe('faults', () => {
  const schema = z
    .object({ name: z.string().min(1, 'Give a name.'), pip: z.string() })
    .refine((value) => value.pip !== 'x', 'Choose at least one package.')

  function faultsOf(input: unknown) {
    const { error } = schema.safeParse(input)
    if (!error) throw new Error('no fault')
    return invalidBy({ name: [''] }, error)
  }

  test('stand at their fields, with the values', () => {
    expect(faultsOf({ name: '', pip: '' })).toEqual(invalid({ name: [''] }, { name: ['Give a name.'] }))
  })

  test('of the whole form are its message', () => {
    const state = invalid({ name: [''] }, {}, 'Choose at least one package.')
    expect(faultsOf({ name: 'a', pip: 'x' })).toEqual(state)
  })
})

test('a form that was not sent has no faults', () => {
  expect(idle()).toEqual({ status: 'idle', values: {}, errors: {} })
})
