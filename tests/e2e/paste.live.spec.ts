import { expect, type Page, test } from '@playwright/test'
import { environment, expectLists, instruction, notice, openPasteForm } from '../support/paste-form.ts'

test.beforeEach(({ page }) => openPasteForm(page))

async function paste(page: Page, label: string, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.getByLabel(label).focus()
  await page.keyboard.press('Control+V')
}

test('commands and environments that are pasted fill the lists, and what was not taken is told', async ({
  page,
}) => {
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

test('a list is pasted as it is', async ({ page }) => {
  await paste(page, 'Pip', 'numpy>=1.2\npandas[all]')
  await expectLists(page, { APT: '', Conda: 'scipy', Pip: 'numpy>=1.2\npandas[all]' })
  await expect(notice(page)).toBeHidden()
})
