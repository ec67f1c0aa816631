import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { faultLines } from '#components/image-form/fault-lines.ts'
import { fieldsOf } from '#components/image-form/field-values.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { invalid } from '#lib/form-state.ts'

describe('a field', () => {
  const html = (errors?: string[]) =>
    renderToStaticMarkup(<TextField name="base" label="Base" hint="A hint" errors={errors} />)

  test('is tied to its label and hint', () => {
    expect(html()).toContain('<label for="base"')
    expect(html()).toContain('aria-describedby="base-hint"')
    expect(html()).not.toContain('aria-invalid')
  })

  test('is tied to its errors too', () => {
    expect(html(['Wrong'])).toContain('aria-describedby="base-hint base-errors"')
    expect(html(['Wrong'])).toContain('aria-invalid="true"')
    expect(html(['Wrong'])).toContain('id="base-errors"')
  })
})

test('the lines at fault are read from the errors', () => {
  expect(faultLines(['Line 3: x', 'No line', 'Line 12: y', 'Lines 4'])).toEqual([3, 12])
  expect(faultLines(undefined)).toEqual([])
})

test('a text comes back with the line breaks that a field counts', () => {
  const fields = fieldsOf(invalid({ pip: ['a\r\n b \r\n'] }, {}))
  expect(fields.text('pip')).toBe('a\n b \n')
  expect(fields.text('none')).toBe('')
})
