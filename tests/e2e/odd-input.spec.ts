import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { addGroup, addSecret } from '../support/made.ts'
import { signIn } from '../support/people.ts'

const odd = {
  'a NUL character': `tools${String.fromCharCode(0)}`,
  'half a character': `tools${String.fromCharCode(0xd83d)}`,
  'a hidden change of direction': 'tools\u202e',
  'a description that is too long': 'x'.repeat(2001),
}

test.beforeEach(({ page }) => signIn(page, 'ada'))

for (const [what, description] of Object.entries(odd)) {
  test(`${what} is told at its field, and nothing that was typed is lost`, async ({ page }) => {
    const displayName = freshName('odd')
    await openForm(page)
    await fillForm(page, { displayName, base: await sampleBase(page), apt: 'jq', groups: ['vision'] })
    const field = page.getByLabel('Description')
    // As pasted: typing could not bring all of it.
    await field.evaluate((area: HTMLTextAreaElement, text) => (area.value = text), description)
    await confirm(page)
    await expect(field).toHaveAccessibleDescription(/cannot be kept|at most 2,000 characters/)
    await expect(field).toHaveValue(new RegExp(`^${description.slice(0, 5)}`))
    expect((await field.inputValue()).length).toBe(description.length)
    await expectKept(page, { displayName, apt: 'jq' })
    expect((await page.goto(`/admin/images/${displayName}`))?.status()).toBe(404)
  })
}

test('emoji and scripts from right to left are kept as they are', async ({ page }) => {
  const displayName = freshName('scripts')
  const description = '👩‍🚀 צוללת مرحبا\u200f (v2) Ökologie'
  await openForm(page)
  await fillForm(page, { displayName, description, base: await sampleBase(page), apt: '# 👩‍🚀\njq' })
  await confirm(page)
  await expect(page.getByLabel('APT')).toHaveAccessibleDescription(/Line 1: .*invisible/)
  await expectKept(page, { displayName, apt: '# 👩‍🚀\njq' })
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Container Image URL', { exact: true }).fill(await sampleBase(page))
  await confirm(page)
  await expect(page.getByText(`Image “${displayName}” was added.`)).toBeVisible()
  await expect(page.getByText(description)).toBeVisible()
})

test('a thousand lines are kept, one more is told', async ({ page }) => {
  const displayName = freshName('thousand')
  const lines = Array.from({ length: 1001 }, (_, at) => `package-${at}`).join('\n')
  await openForm(page)
  await fillForm(page, { displayName, base: await sampleBase(page), pip: lines })
  await confirm(page)
  await expect(page.getByLabel('Pip')).toHaveAccessibleDescription(/Line 1001: .*1,000 packages/)
  await expect(page.getByLabel('Pip')).toHaveValue(lines)
  await expect(page.getByLabel('Display name')).toHaveValue(displayName)
})

test('a group and a pull secret that vanish while one types are told at their fields', async ({
  page,
  context,
}) => {
  const name = freshName('vanishing')
  const other = await context.newPage()
  await addGroup(other, name)
  await addSecret(other, name)
  await openForm(page)
  await fillForm(page, {
    displayName: name,
    base: await sampleBase(page),
    apt: 'jq',
    groups: [name, 'vision'],
  })
  await page.getByLabel('Image Pull Secret').selectOption({ label: `${name} (registry.invalid)` })

  await other.goto('/admin/secrets')
  await other.getByRole('link', { name: `Delete ${name}` }).click()
  await other.getByRole('button', { name: /^Delete/ }).click()
  await other.goto(`/admin/groups?q=${name}`)
  await other.getByRole('link', { name, exact: true }).click()
  await other.getByRole('link', { name: /^Delete/ }).click()
  await other.getByRole('button', { name: /^Delete/ }).click()

  await confirm(page)
  await expect(
    page.getByText('This pull secret is not there any more. Choose another.').first(),
  ).toBeVisible()
  await expect(page.getByText('A chosen group is not there any more. Choose again.').first()).toBeVisible()
  await expectKept(page, { displayName: name, apt: 'jq' })
  await expect(page.getByLabel('vision', { exact: true })).toBeChecked()
  expect((await page.goto(`/admin/images/${name}`))?.status()).toBe(404)
})

async function expectKept(page: Page, { displayName, apt }: { displayName: string; apt: string }) {
  expect(new URL(page.url()).pathname).toBe('/admin/images/new')
  await expect(page.getByLabel('Display name')).toHaveValue(displayName)
  await expect(page.getByLabel('APT')).toHaveValue(apt)
}
