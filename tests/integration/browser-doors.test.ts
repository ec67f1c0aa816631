import { expect, test } from 'vitest'
import { sendForeign, sendTooMuch } from '../faults/security-changes.ts'
import { askTooOften } from '../faults/security-limits.ts'
import { printPayloads } from '../faults/security-log.ts'
import { openEveryPage } from '../faults/security-pages.ts'

test('changes that no page of ours asked for are refused, 30 kinds in three ways, and nothing changes', async () => {
  expect(await sendForeign(1)).toMatchObject({ runs: 91, lost: 0 })
})

test('more than a form can need is refused by its length, in words', async () => {
  expect(await sendTooMuch()).toMatchObject({ lost: 0 })
})

test('no page breaks its own policy, nor do those that stand in for one', async () => {
  expect(await openEveryPage()).toMatchObject({ lost: 0 })
})

test('200 lines that would run as markup are text, in the log’s pages and while it streams', async () => {
  expect(await printPayloads()).toMatchObject({ runs: 801, lost: 0 })
})

test('who asks too often is told how long to wait: sign-in, interfaces, changes, lookups, builds, streams', async () => {
  expect(await askTooOften(1)).toMatchObject({ runs: 6, lost: 0 })
})
