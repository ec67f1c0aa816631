import { describe, expect, test } from 'vitest'
import { csvHead, csvLine } from '#lib/audit/csv.ts'

const entry = {
  id: 7,
  at: Date.UTC(2026, 0, 2, 3, 4, 5),
  actorId: null,
  actor: 'Slipway',
  address: null,
  action: 'image.edit',
  targetId: '3',
  target: 'numpy',
  before: null,
  after: { description: 'one, "two"\nthree' },
  hash: 'ab',
} as const

describe('the audit trail as CSV', () => {
  test('has a cell for each column, quoted where it must be', () => {
    expect(csvHead).toBe('id,at,actorId,actor,address,action,targetId,target,before,after,hash\r\n')
    expect(csvLine(entry)).toBe(
      '7,2026-01-02T03:04:05.000Z,,Slipway,,image.edit,3,numpy,,"{""description"":""one, \\""two\\""\\nthree""}",ab\r\n',
    )
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('%j stays text in a spreadsheet', (actor) => {
    expect(csvLine({ ...entry, actor })).toContain(`,'${actor},`)
  })
})
