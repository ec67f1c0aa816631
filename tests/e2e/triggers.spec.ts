import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { addExisting, findBase } from '../support/existing.ts'
import { confirm, fillForm, freshName, openForm } from '../support/form.ts'
import { expectPage, pageOf, signIn } from '../support/people.ts'
import { pushVariant } from '../support/variants.ts'

const first = ['RUN echo first-canary > /canary', `ENV LONG=${'x'.repeat(400)}`]
const box = (page: Page) => page.getByLabel('I have read them, and they may run')

test('what a base runs of its own is shown and runs when somebody has agreed, and others are asked about anew', async ({
  page,
  javaScriptEnabled,
}) => {
  const displayName = freshName('with-triggers')
  await signIn(page, 'ada')
  const sample = await findBase(page)
  const pushed = await pushVariant(sample, `triggers/${displayName}:1`, { onBuild: first })
  await openForm(page)
  await fillForm(page, { displayName, base: pushed.reference, pip: 'slipway-hello' })
  await confirm(page)
  await expect(page.getByText('This base runs 2 instructions of its own')).toBeVisible()
  await expect(page.getByText('RUN echo first-canary > /canary')).toBeVisible()
  await page.getByText('Show all 409 characters').click()
  await expect(page.getByText(first[1] ?? '', { exact: true })).toBeVisible()
  await expect(box(page)).not.toBeChecked()
  if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByLabel('Pip', { exact: true }).fill('slipway-hello\n--no')
  await box(page).check()
  await confirm(page)
  await expect(page.getByText('Line 2').first()).toBeVisible()
  await expect(box(page)).toBeChecked()
  await page.getByLabel('Pip', { exact: true }).fill('slipway-hello')
  await confirm(page)
  await expectBuilt(page, `${displayName} #1`)
  await expect(page.getByText('Of the base: RUN echo first-canary > /canary').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What the base runs of its own' })).toBeVisible()
  await expect(page.getByText('RUN echo first-canary > /canary').first()).toBeVisible()

  await pushVariant(sample, `triggers/${displayName}:1`, { onBuild: ['RUN echo second-canary'] })
  await page.getByRole('link', { name: 'Rebuild', exact: true }).click()
  await expectPage(page, `Rebuild ${displayName}`)
  await expect(box(page)).toBeChecked()
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expect(page.getByText('The base runs other instructions now').first()).toBeVisible()
  await expect(page.getByText('RUN echo second-canary')).toBeVisible()
  await expect(box(page)).not.toBeChecked()
  await box(page).check()
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expectBuilt(page, `${displayName} #2`)
})

test('a manager agrees to what stays in the build; what makes the engine fetch something is for administrators', async ({
  browser,
  contextOptions,
  javaScriptEnabled,
  page,
}) => {
  const displayName = freshName('manager-triggers')
  await signIn(page, 'max')
  const sample = await findBase(page)
  const reaching = ['COPY --from=registry.invalid/slipway/theirs / /']
  const { reference } = await pushVariant(sample, `triggers/${displayName}:1`, { onBuild: reaching })
  await openForm(page)
  await fillForm(page, { displayName, base: reference, pip: 'slipway-hello' })
  await confirm(page)
  await expect(page.getByText(`${reference} was not found in its registry.`).first()).toBeVisible()

  // What builds are pushed to is open to managers where an administrator gave it to them.
  const ada = await pageOf(browser, 'ada', { ...contextOptions, javaScriptEnabled })
  await addExisting(ada, { displayName: `${displayName}-base`, url: reference })
  await expectPage(ada, `${displayName}-base`)
  await openForm(page)
  await fillForm(page, { displayName, base: reference, pip: 'slipway-hello' })
  await confirm(page)
  await expect(page.getByText('Only an administrator may agree to that').first()).toBeVisible()
  await box(page).check()
  await confirm(page)
  await expect(page.getByText('Only an administrator may agree to that').first()).toBeVisible()

  await pushVariant(sample, `triggers/${displayName}:1`, { onBuild: ['WORKDIR /work'] })
  await page.getByRole('button', { name: 'Show the build context' }).click()
  await expect(page.getByRole('heading', { name: 'Build context' })).toBeVisible()
  await expect(page.getByText('WORKDIR /work')).toBeVisible()
  await box(page).check()
  await confirm(page)
  await expectBuilt(page, `${displayName} #1`)
})

async function expectBuilt(page: Page, title: string): Promise<void> {
  await expectPage(page, title)
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
}
