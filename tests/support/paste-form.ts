/** A form into which somebody pastes what is not one package a line. */
import { expect, type Page } from '@playwright/test'
import { fillForm, freshName, openForm, sampleBase } from './form.ts'
import { signIn } from './people.ts'

export const instruction = `RUN apt-get update && apt-get install -y --no-install-recommends \\
    tree \\
    g++ \\
 && pip install "slipway-report>=0.3" -r more.txt \\
 && rm -rf /var/lib/apt/lists/*`

export const environment = `name: lab
channels:
  - conda-forge
dependencies:
  - python=3.11.*
  - pip:
    - pandas[all]
`

export async function openPasteForm(page: Page): Promise<void> {
  await signIn(page, 'ada')
  await openForm(page)
  await fillForm(page, { displayName: freshName('pasted'), base: await sampleBase(page), conda: 'scipy' })
}

export async function expectLists(page: Page, lists: { APT: string; Conda: string; Pip: string }) {
  for (const [label, text] of Object.entries(lists)) await expect(page.getByLabel(label)).toHaveValue(text)
}

export const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'taken apart' })
