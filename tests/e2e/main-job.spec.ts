import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { expectPage, pageOf, signIn } from '../support/people.ts'

test('an administrator builds an image, watches it, and the members of the chosen group find and run it', async ({
  browser,
  page,
  contextOptions,
  javaScriptEnabled,
}) => {
  // Two lists, so that the second run is not taken from the cache of the first.
  const [tool, other] = javaScriptEnabled ? ['jq', 'tree'] : ['bc', 'less']
  const displayName = freshName('report-tools')
  await signIn(page, 'ada')
  await openForm(page)
  const base = await sampleBase(page)
  await fillForm(page, {
    displayName,
    description: 'Reports from JSON.',
    base,
    apt: `${tool}\n${other}`,
    pip: 'slipway-report>=0.3',
    groups: ['vision'],
  })
  await confirm(page)

  await expectPage(page, `${displayName} #1`)
  const log = page.getByRole('region', { name: 'Lines' })
  if (javaScriptEnabled) {
    // Nothing reloads this document: what appears in it came through the stream.
    await page.evaluate(() => Object.assign(window, { isSameDocument: true }))
    await expect(page.getByText('Image building in progress')).toBeVisible()
    await expect(log).toContainText(`Setting up ${tool}`, { timeout: 60_000 })
    expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true)
  }
  await expect(page.getByText('Succeeded', { exact: true })).toBeVisible({ timeout: 120_000 })
  await expect(log).toContainText(`Setting up ${tool}`)
  await expect(log).toContainText('Successfully installed slipway-colours')
  await expect(page.getByText('APT packages').first()).toBeVisible()

  const mia = await pageOf(browser, 'mia', { ...contextOptions, javaScriptEnabled })
  await mia.goto(`/?q=${displayName}`)
  await mia.getByRole('link', { name: displayName }).click()
  await expectPage(mia, displayName)
  const command = await mia
    .getByText(/^docker run /)
    .first()
    .innerText()
  expect(command).toMatch(new RegExp(`^docker run --rm -it \\S+/slipway/${displayName}@sha256:[0-9a-f]{64}$`))
  await expect(mia.getByText('slipway-report>=0.3')).toBeVisible()
  await expect(mia.getByRole('cell', { name: 'slipway-colours' })).toBeVisible()

  const otto = await pageOf(browser, 'otto', { ...contextOptions, javaScriptEnabled })
  await otto.goto(`/?q=${displayName}`)
  await expect(otto.getByText('No image matches')).toBeVisible()
  const refused = await otto.goto(new URL(mia.url()).pathname)
  expect(refused?.status()).toBe(404)
  await expectPage(otto, 'There is nothing here')

  const reference = command.split(' ').at(-1) ?? ''
  const script = `${tool} --version; ${other} --version; python3 -m pip show slipway-report`
  const env = { ...process.env, DOCKER_HOST: process.env.UP_DOCKER_HOST }
  const output = execFileSync(
    process.env.UP_DOCKER ?? 'docker',
    ['run', '--rm', reference, 'sh', '-c', script],
    { env },
  )
  expect(output.toString()).toMatch(
    new RegExp(`^${tool}[\\s\\S]*^${other}[\\s\\S]*^Name: slipway-report`, 'm'),
  )
})
