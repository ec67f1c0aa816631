import { expect, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'

const lines = 12_000
const atOnce = 1_000

/** The stream of a build that prints more than any real engine lets through. */
function longStream(): string {
  const events = Array.from({ length: lines / atOnce }, (_, event) => {
    const records = Array.from({ length: atOnce }, (_, at) => {
      const line = event * atOnce + at + 1
      return { line, time: 0, step: 0, stream: 'stdout', text: `line ${line} of a very long log` }
    })
    return `id: ${event}\nevent: log\ndata: ${JSON.stringify(records)}\n\n`
  })
  const end = { state: 'succeeded', lines, bytes: 1, sha256: '' }
  return `${events.join('')}event: end\ndata: ${JSON.stringify(end)}\n\n`
}

test('the page of a running build keeps the end of a very long log, and says where all of it is', async ({
  page,
}) => {
  await page.route('**/api/builds/*/events*', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: longStream() }),
  )
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, {
    displayName: freshName('long-log'),
    base: await sampleBase(page),
    pip: 'slipway-report',
  })
  await confirm(page)
  const log = page.getByRole('region', { name: 'Lines' })
  await expect(log.getByText(`line ${lines} of a very long log`)).toBeVisible({ timeout: 90_000 })
  const shown = await log.getByRole('listitem').count()
  expect(shown).toBeGreaterThan(4_000)
  expect(shown).toBeLessThanOrEqual(5_000)
  await expect(page.locator(`#L${lines - shown}`)).toHaveCount(0)
  await expect(page.locator(`#L${lines - shown + 1}`)).toHaveCount(1)
  await expect(page.getByText('This is the end of a long log.')).toBeVisible()
  await page.getByRole('link', { name: 'Read and search all of it' }).click()
  await expect(page).toHaveURL(/\/admin\/builds\/\d+\/log$/)
})
