import { expect, type Page, test } from '@playwright/test'
import { freshName } from '../support/form.ts'
import { expectPage, pageOf, signIn } from '../support/people.ts'

/** Adds a group by hand; ends on its page. */
async function addGroup(page: Page, name: string) {
  await page.goto('/admin/groups')
  await page.getByRole('link', { name: 'Add group' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Description').fill('Cranes and\nquays')
  await page.getByRole('button', { name: 'Add group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
}

async function addPerson(page: Page, person: string) {
  await page.getByLabel('Person').fill(person)
  await page.getByRole('button', { name: 'Add to group' }).click()
}

test('an administrator makes a group, puts people into it, and deletes it after a question', async ({
  browser,
  page,
  contextOptions,
  javaScriptEnabled,
}) => {
  const name = freshName('Harbour')
  const otto = await pageOf(browser, 'otto', { ...contextOptions, javaScriptEnabled })
  await signIn(page, 'ada')
  await addGroup(page, name)

  await addPerson(page, 'nobody@example.org')
  await expect(page.getByLabel('Person')).toHaveAccessibleDescription(/has signed in so far/)
  await expect(page.getByLabel('Person')).toHaveValue('nobody@example.org')
  await addPerson(page, 'OTTO@slipway.example')
  const row = page.getByRole('row').filter({ hasText: 'Otto Lind' })
  await expect(row).toContainText('Member')
  await expect(row).toContainText('By hand')
  await row.getByRole('button', { name: 'Make manager' }).click()
  await expect(row).toContainText('Manager')
  await otto.goto('/admin/images')
  await expectPage(otto, 'Images')

  await row.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Nobody is in this group yet')).toBeVisible()
  await expect((await otto.goto('/admin/images'))?.status()).toBe(403)

  await page.getByRole('link', { name: 'Delete group' }).click()
  await expectPage(page, `Delete group “${name}”`)
  await page.getByRole('button', { name: 'Delete group' }).click()
  await expect(page.getByRole('status').filter({ hasText: `“${name}” was deleted` })).toBeVisible()
})

test('a group needs a name of its own; nothing typed is lost', async ({ page }) => {
  const name = freshName('Quay')
  await signIn(page, 'ada')
  await addGroup(page, name)
  await page.goto('/admin/groups/new')
  for (const [typed, fault] of [
    ['', /Give the group a name/],
    [name.toUpperCase(), /already/],
    ['x'.repeat(101), /at most 100/],
    ['zero​width', /invisible/],
  ] as const) {
    await page.getByLabel('Name', { exact: true }).fill(typed)
    await page.getByLabel('Description').fill('Kept')
    await page.getByRole('button', { name: 'Add group' }).click()
    await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(fault)
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue(typed)
    await expect(page.getByLabel('Description')).toHaveValue('Kept')
  }
})

test('a group made by hand is renamed; one that sign-in names says why it cannot be', async ({ page }) => {
  await signIn(page, 'ada')
  await addGroup(page, freshName('Crane'))
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Vision')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/“vision” already/)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Vision')
  const name = freshName('Winch')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status').filter({ hasText: `“${name}” from now on` })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)

  await page.goto('/admin/groups?q=vision')
  await page.getByRole('link', { name: 'vision', exact: true }).click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByLabel('Name', { exact: true })).not.toBeEditable()
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/Rename it there/)
})

test('the second of two who edit a description is told, not obeyed', async ({
  browser,
  page,
  contextOptions,
  javaScriptEnabled,
}) => {
  await signIn(page, 'ada')
  await addGroup(page, freshName('Pier'))
  const edit = `${new URL(page.url()).pathname}/edit`
  const other = await pageOf(browser, 'ada', { ...contextOptions, javaScriptEnabled })
  await page.goto(edit)
  await other.goto(edit)
  await other.getByLabel('Description').fill('Theirs')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('The group was saved.')).toBeVisible()
  await page.getByLabel('Description').fill('Mine')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Description')).toHaveAccessibleDescription(/to “Theirs”/)
  await expect(page.getByLabel('Description')).toHaveValue('Mine')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Mine')).toBeVisible()
})

test('what comes from sign-in is shown and cannot be taken by hand', async ({
  browser,
  page,
  contextOptions,
}) => {
  await pageOf(browser, 'max', contextOptions)
  await signIn(page, 'ada')
  await page.goto('/admin/groups?q=vision')
  await page.getByRole('link', { name: 'vision', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Delete group' })).toHaveCount(0)
  const row = page.getByRole('row').filter({ hasText: 'Max Vogel' })
  await expect(row).toContainText('From sign-in')
  await expect(row.getByRole('button')).toHaveCount(0)
  await row.getByRole('link', { name: 'Max Vogel' }).click()
  await expectPage(page, 'Max Vogel')
  await expect(page.getByRole('row').filter({ hasText: 'vision' })).toContainText('Manager')
  await page.goto('/admin/users?q=max')
  await expect(page.getByRole('row').filter({ hasText: 'max@slipway.example' })).toContainText(
    'vision (manager)',
  )
})

test('members and managers are refused', async ({ page }) => {
  await signIn(page, 'max')
  for (const path of [
    '/admin/groups',
    '/admin/groups/1',
    '/admin/users',
    '/admin/settings',
    '/admin/setup',
  ]) {
    expect.soft((await page.goto(path))?.status(), path).toBe(403)
  }
})
