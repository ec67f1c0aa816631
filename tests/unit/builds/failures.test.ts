import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { diagnosisCodes } from '#lib/builds/diagnosis-codes.ts'
import { ofThisMachine } from '../../failures/normalise.ts'
import { readPage, withTable } from '../../failures/table.ts'
import { diagnoseFixture, folderOf, listFailures, readFailure } from '../../support/failures.ts'

const names = listFailures()
const text = (name: string, file: string) => readFileSync(path.join(folderOf(name), file), 'utf8')

describe('what Slipway says of failures that real tools printed', () => {
  test.each(names)('%s', (name) => {
    const diagnosis = diagnoseFixture(readFailure(name))
    expect(diagnosis).toEqual(JSON.parse(text(name, 'expected.json')))
    expect(diagnosis.code).toBe(path.dirname(name))
  })

  test.each(names)('%s is told in sentences, with lines that the form has', (name) => {
    const fixture = readFailure(name)
    const { summary, advice, field, lines = [] } = diagnoseFixture(fixture)
    expect(`${summary} ${advice}`).not.toMatch(/\bundefined\b|\bnull\b|\[object|\.\.(?!\.)| {2}|“”/)
    if (lines.length === 0) return
    const list = field === 'apt' || field === 'conda' || field === 'pip' ? fixture.spec[field] : ''
    const typed = list.split('\n')
    for (const line of lines) expect(typed[line - 1]?.trim()).toMatch(/^[^#\s]/)
  })

  test.each(names)('%s names nothing of the machine that it was printed on', (name) => {
    for (const file of ['spec.json', 'failure.json', 'log.txt']) {
      if (file === 'log.txt' && !readFailure(name).build) continue
      expect(text(name, file)).not.toMatch(ofThisMachine)
    }
  })
})

test('every diagnosis has a failure that it was tried on', () => {
  const tried = new Set(names.map((name) => path.dirname(name)))
  expect(diagnosisCodes.filter((code) => !tried.has(code))).toEqual([])
})

test('the table of docs/failures.md says the same', () => {
  expect(readPage()).toBe(withTable(readPage()))
})
