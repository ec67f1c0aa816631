import { expect, type Page, test } from '@playwright/test'
import { confirm, fillForm, freshName, openForm, sampleBase } from '../support/form.ts'
import { signIn } from '../support/people.ts'

const instruction = `RUN apt-get update && apt-get install -y --no-install-recommends \\
    tree \\
    g++ \\
 && pip install "slipway-report>=0.3" -r more.txt \\
 && rm -rf /var/lib/apt/lists/*`

const environment = `name: lab
channels:
  - conda-forge
dependencies:
  - python=3.11.*
  - pip:
    - pandas[all]
`

test.beforeEach(async ({ page }) => {
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName: freshName('pasted'), base: await sampleBase(page), conda: 'scipy' })
})

async function expectLists(page: Page, lists: { APT: string; Conda: string; Pip: string }) {
  for (const [label, text] of Object.entries(lists)) await expect(page.getByLabel(label)).toHaveValue(text)
}

const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'taken apart' })

async function paste(page: Page, label: string, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.getByLabel(label).focus()
  await page.keyboard.press('Control+V')
}

test('commands and environments that are pasted fill the lists, and what was not taken is told', async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'a paste is only noticed with JavaScript')
  await paste(page, 'APT', instruction)
  await expectLists(page, { APT: 'tree\ng++', Conda: 'scipy', Pip: 'slipway-report>=0.3' })
  await expect(notice(page)).toContainText('2 lines for APT and 1 line for Pip')
  await expect(notice(page)).toContainText('Line 4 of it: “-r more.txt” was not taken.')
  await paste(page, 'Pip', environment)
  const all = { APT: 'tree\ng++', Conda: 'scipy\n-c conda-forge\npython=3.11.*' }
  await expectLists(page, { ...all, Pip: 'slipway-report>=0.3\npandas[all]' })
  await notice(page).getByRole('button', { name: 'Undo' }).click()
  await expectLists(page, { APT: 'tree\ng++', Conda: 'scipy', Pip: 'slipway-report>=0.3' })
  await expect(notice(page)).toBeHidden()
})

test('a list is pasted as it is', async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, 'a paste is only noticed with JavaScript')
  await paste(page, 'Pip', 'numpy>=1.2\npandas[all]')
  await expectLists(page, { APT: '', Conda: 'scipy', Pip: 'numpy>=1.2\npandas[all]' })
  await expect(notice(page)).toBeHidden()
})

test('a form that was sent with commands comes back with its lists filled, not with errors', async ({
  page,
}) => {
  await fillForm(page, { apt: `jq\n${instruction}` })
  await confirm(page)
  await expect(notice(page)).toContainText('was not taken', { timeout: 30_000 })
  await expectLists(page, { APT: 'jq\ntree\ng++', Conda: 'scipy', Pip: 'slipway-report>=0.3' })
  await expect(page.getByRole('main')).toContainText('Nothing was saved yet.')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('Understood: 3 packages: jq, tree and g++.')).toBeVisible()
})
