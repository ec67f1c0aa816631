import type { Server } from 'node:http'
import { expect, type Page, test } from '@playwright/test'
import { confirm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'
import { login, startPrivateRegistry } from '../support/private-registry.ts'

let host = ''
let server: Server

test.beforeAll(async () => {
  ;({ host, server } = await startPrivateRegistry())
})
test.afterAll(() => {
  server.close()
})
test.beforeEach(async ({ page }) => {
  await signIn(page, 'ada')
})

async function fillSecret(page: Page, typed: Record<string, string>) {
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text)
}

async function addSecret(page: Page, name: string, password = login.password) {
  await page.goto('/admin/secrets/new')
  await fillSecret(page, { Name: name, Registry: host, 'User name': login.username, Password: password })
  await page.getByRole('button', { name: 'Add pull secret' }).click()
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

test('a login that the registry refuses is not saved unless the person insists', async ({ page }) => {
  const name = freshName('refused')
  await addSecret(page, name, 'wrong-horse')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /refuses this user name/,
  )
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  expect(await page.content()).not.toContain('wrong-horse')
  await page.goto('/admin/secrets')
  await expect(row(page, name)).toHaveCount(0)

  await addSecret(page, name, 'wrong-horse')
  await page.getByLabel('Save without checking').check()
  await page.getByRole('button', { name: 'Add pull secret' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'It was not checked' })).toBeVisible()
  await expect(row(page, name)).toBeVisible()
})

test('a login that works is saved, shared and edited without its password ever coming back', async ({
  page,
}) => {
  const name = freshName('works')
  await addSecret(page, name)
  await expect(page.getByRole('status').filter({ hasText: `${host} accepts it` })).toBeVisible()

  await row(page, name)
    .getByRole('link', { name: `Edit ${name}` })
    .click()
  await expect(page.getByLabel('Password (optional)')).toHaveValue('')
  expect(await page.content()).not.toContain(login.password)
  await page.getByLabel('platform', { exact: true }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(row(page, name)).toContainText('platform')

  await row(page, name)
    .getByRole('link', { name: `Edit ${name}` })
    .click()
  await page.getByLabel('Registry', { exact: true }).fill('elsewhere.example')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByLabel('Password (optional)')).toHaveAccessibleDescription(/stored one is for bot at/)
  await expect(page.getByLabel('Registry', { exact: true })).toHaveValue('elsewhere.example')
  await expect(page.getByLabel('platform', { exact: true })).toBeChecked()
})

test('a pasted .dockerconfigjson is taken apart, and several secrets come out of it', async ({ page }) => {
  const auth = Buffer.from(`${login.username}:${login.password}`).toString('base64')
  const pasted = JSON.stringify({ auths: { [host]: { auth }, 'helper.example': {}, 'ghcr.io': { auth } } })
  await page.goto('/admin/secrets/paste')
  await page.getByLabel('.dockerconfigjson', { exact: true }).fill('not this')
  await page.getByRole('button', { name: 'Look what is in it' }).click()
  await expect(page.getByLabel('.dockerconfigjson', { exact: true })).toHaveAccessibleDescription(
    /no docker configuration/,
  )

  await page.getByLabel('.dockerconfigjson', { exact: true }).fill(pasted)
  await page.getByRole('button', { name: 'Look what is in it' }).click()
  await expect(page.getByText('helper.example: no user name')).toBeVisible()
  const content = await page.content()
  expect(content).not.toContain(login.password)
  expect(content).not.toContain(auth)
  await page.getByLabel('ghcr.io', { exact: true }).uncheck()
  await page.getByLabel('Name', { exact: true }).first().fill('')
  await page.getByRole('button', { name: 'Add pull secrets' }).click()
  await expect(page.getByLabel('Name', { exact: true }).first()).toHaveAccessibleDescription(
    /Give the pull secret a name/,
  )
  await expect(page.getByLabel('ghcr.io', { exact: true })).not.toBeChecked()
  const name = freshName('pasted')
  await page.getByLabel('Name', { exact: true }).first().fill(name)
  await page.getByRole('button', { name: 'Add pull secrets' }).click()
  await expect(row(page, name)).toContainText(host)
})

test('a pull secret is deleted after a question, but not while an image uses it', async ({ page }) => {
  const name = freshName('used')
  await addSecret(page, name)
  const displayName = freshName('private')
  await openForm(page)
  const base = await sampleBase(page)
  await page.getByLabel('Use existing image').check()
  await page.getByLabel('Display name').fill(displayName)
  await page.getByLabel('Container Image URL', { exact: true }).fill(base)
  await page.getByLabel('Image Pull Secret').selectOption({ label: `${name} (${host})` })
  await confirm(page)
  await expect(page.getByRole('status').filter({ hasText: displayName })).toBeVisible({ timeout: 30_000 })

  await page.goto('/admin/secrets')
  await row(page, name)
    .getByRole('link', { name: `Delete ${name}` })
    .click()
  await expect(page.getByRole('link', { name: displayName })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete pull secret' })).toHaveCount(0)

  const other = freshName('unused')
  await addSecret(page, other)
  await row(page, other)
    .getByRole('link', { name: `Delete ${other}` })
    .click()
  await page.getByRole('button', { name: 'Delete pull secret' }).click()
  await expect(page.getByText('The pull secret was deleted.')).toBeVisible()
  await expect(row(page, other)).toHaveCount(0)
})
