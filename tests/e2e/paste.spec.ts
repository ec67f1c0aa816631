import { expect, test } from '@playwright/test'
import { confirm, fillForm } from '../support/form.ts'
import { expectLists, instruction, notice, openPasteForm } from '../support/paste-form.ts'

test.beforeEach(({ page }) => openPasteForm(page))

test('a form that was sent with commands comes back with its lists filled, not with errors', async ({
  page,
}) => {
  await fillForm(page, { apt: `jq\n${instruction}` })
  await confirm(page)
  await expect(notice(page)).toContainText('was taken out', { timeout: 30_000 })
  await expectLists(page, { APT: 'jq\ntree\ng++', Conda: 'scipy', Pip: 'slipway-report>=0.3' })
  await expect(page.getByRole('main')).toContainText('Nothing was saved yet.')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('Understood: 3 packages: jq, tree and g++.')).toBeVisible()
})
