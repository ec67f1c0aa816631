import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, signIn } from '../support/people.ts'

test.beforeEach(({ page }) => signIn(page, 'ada'))

test('the image name that the form shows is the one that is saved, also where a like one is taken', async ({
  page,
  javaScriptEnabled,
}) => {
  const name = freshName('named')
  await addExisting(page, `${name}.1`)
  await expect(page).toHaveURL(new RegExp(`/${name}-1$`))

  await openForm(page)
  await page.getByLabel('Display name').fill(`${name}-1`)
  const shown = page.locator('output')
  if (javaScriptEnabled) await expect(shown).toHaveText(`${name}-1-2`)
  await confirm(page)
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expect(shown).toHaveText(`${name}-1-2`)
  if (javaScriptEnabled) {
    await page.getByLabel('Display name').fill(`${name}.1`)
    await expect(page.getByText('An image with this display name is there already.')).toBeVisible()
  }
  await addExisting(page, `${name}-1`)
  await expect(page).toHaveURL(new RegExp(`/${name}-1-2$`))
})

test('a form that is sent twice makes one image and leads to it', async ({ page, context }) => {
  const displayName = freshName('twice')
  await openForm(page)
  const second = await context.newPage()
  for (const each of [page, second]) {
    await openForm(each)
    await fillForm(each, {
      displayName,
      base: await sampleBase(each),
      pip: 'slipway-hello',
      groups: ['vision'],
    })
  }
  await confirm(page)
  await expectPage(page, `${displayName} #1`)
  await confirm(second)
  await expectPage(second, `${displayName} #1`)
  await expect(
    second.getByText(`The form was sent twice: image “${displayName}” was added once.`),
  ).toBeVisible()

  await page.goBack()
  await openForm(page)
  await expect(page.getByLabel('Display name')).toHaveValue('')
  await fillForm(page, { displayName, base: await sampleBase(page), pip: 'slipway-colours' })
  await confirm(page)
  await expect(page.getByLabel('Display name')).toHaveAccessibleDescription(/taken/)
})

async function addExisting(page: Page, displayName: string): Promise<void> {
  await openForm(page)
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Container Image URL', { exact: true }).fill(await sampleBase(page))
  await confirm(page)
  await expect(page.getByText(`Image “${displayName}” was added.`)).toBeVisible()
}
