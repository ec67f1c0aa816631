import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '#db/client.ts'
import type { Viewer } from '#lib/access.ts'
import type { InstalledPackage } from '#lib/images/types.ts'
import { customImage, endNextBuild, existingImage, person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { catalogue, managed, namesOf } from '../../support/lists.ts'

let ada: Viewer

beforeEach(() => {
  openFreshDatabase()
  ada = person('ada', { isAdministrator: true, groups: ['vision', 'data'] })
})

const found = (q: string) => namesOf(catalogue(ada, { q }))

function built(displayName: string, ...packages: [InstalledPackage['manager'], string, string][]) {
  customImage(ada, displayName)
  const installed = packages.map(([manager, name, version]) => ({ manager, name, version }))
  endNextBuild('succeeded', {
    reference: `r.example/${displayName}:1`,
    digest: 'sha256:1',
    packages: installed,
  })
}

describe('a search', () => {
  beforeEach(() => {
    existingImage(ada, 'pytorch-2.4', {
      description: 'For 100% of the GPUs: “torch”, C:\\tools',
      type: 'gpu',
    })
    existingImage(ada, 'r-base', { description: 'Statistics für Äpfel, R 4.4' })
    existingImage(ada, 'zh', { description: '图像 处理', groups: ['vision'] })
  })

  test.each([
    ['PyTorch', ['pytorch-2-4']],
    ['2-4', ['pytorch-2-4']],
    ['2.4', ['pytorch-2-4']],
    ['statis', ['r-base']],
    ['gpu', ['pytorch-2-4']],
    ['GPU torch', ['pytorch-2-4']],
    ['statistics torch', []],
    [' ', ['pytorch-2-4', 'r-base', 'zh']],
    ['100%', ['pytorch-2-4']],
    ['%', ['pytorch-2-4']],
    ['_', []],
    ['0% of', ['pytorch-2-4']],
    ['C:\\', ['pytorch-2-4']],
    ['“torch”', ['pytorch-2-4']],
    ['"', []],
    ['"torch" OR', []],
    ['NEAR(', []],
    ['*', []],
    ["'; DROP TABLE images; --", []],
    ['r', ['pytorch-2-4', 'r-base']],
    ['R', ['pytorch-2-4', 'r-base']],
    ['4.', ['r-base']],
    ['se', ['r-base']],
    ['4', ['pytorch-2-4', 'r-base']],
    ['ÄPFEL', ['r-base']],
    ['Ä', ['r-base']],
    ['ä', ['r-base']],
    ['图像', ['zh']],
    ['像 处', ['zh']],
    ['图处', []],
    ['zh\0', ['zh']],
    ['\u{10ffff}', []],
    ['x'.repeat(5_000), []],
  ])('for “%s”', (q, names) => {
    expect(found(q)).toEqual(names)
  })

  test('may keep to one type', () => {
    expect(namesOf(catalogue(ada, { type: 'cpu' }))).toEqual(['r-base', 'zh'])
    expect(namesOf(catalogue(ada, { type: 'cpu', q: 'pytorch' }))).toEqual([])
  })
})

describe('a search for packages', () => {
  beforeEach(() => {
    built(
      'science',
      ['pip', 'numpy', '2.1.0'],
      ['pip', 'torchvision', '0.18'],
      ['pip', 'torch', '2.3.1+cu121'],
    )
    built(
      'older',
      ['conda', 'NumPy', '1.26.4'],
      ['pip', 'torch', '2.30'],
      ['apt', 'libssl3', '3.0.11-1~deb12u2'],
    )
    built('parsers', ['pip', 'typing_extensions', '4.9'], ['pip', 'scikit-learn', '1.4'])
  })

  test.each([
    ['numpy', ['older', 'science']],
    ['NUMPY', ['older', 'science']],
    ['num', ['older', 'science']],
    ['umpy', []],
    ['numpy==1.26', ['older']],
    ['numpy=2', ['science']],
    ['numpy=2.*', ['science']],
    ['torch=2.3', ['science']],
    ['torch=2.3.1', ['science']],
    ['torch=2.30', ['older']],
    ['torch=2.3.10', []],
    ['torchvision', ['science']],
    ['torch numpy=1.26', ['older']],
    ['science numpy', ['science']],
    ['older torchvision', []],
    ['libssl3=3.0.11', ['older']],
    ['typing-extensions', ['parsers']],
    ['scikit_learn', ['parsers']],
    ['nu', ['older', 'science']],
    ['numpy=%', []],
    ['numpy=*', []],
  ])('“%s”', (q, names) => {
    expect(found(q)).toEqual(names)
  })

  test('says which package it was', () => {
    const said = catalogue(ada, { q: 'torch num' }).rows.map(({ name, packages }) => [
      name,
      packages.map((hit) => `${hit.name} ${hit.version}`),
    ])
    expect(said).toEqual([
      ['older', ['torch 2.30', 'NumPy 1.26.4']],
      ['science', ['torch 2.3.1+cu121', 'numpy 2.1.0']],
    ])
    expect(catalogue(ada, { q: 'science' }).rows[0]?.packages).toEqual([])
  })

  test('looks into the published build only', () => {
    const spec = { base: 'debian:12', pullSecretId: null, apt: '', conda: '', pip: '' }
    db()
      .$client.prepare(
        `INSERT INTO builds (image_id, number, state, spec, requested_by, requested_at)
          SELECT id, 2, 'queued', ?, ?, 0 FROM images WHERE name = 'science'`,
      )
      .run(JSON.stringify(spec), ada.userId)
    const packages = [{ manager: 'pip' as const, name: 'jax', version: '0.4' }]
    endNextBuild('succeeded', { reference: 'r.example/science:2', digest: 'sha256:2', packages })
    expect(found('jax')).toEqual(['science'])
    expect(found('torchvision')).toEqual([])
  })

  test('finds nothing that the person may not see', () => {
    built('secret', ['pip', 'jax', '0.4'])
    db().$client.exec("UPDATE images SET is_global = 0 WHERE name = 'secret'")
    const mia = person('mia', { groups: ['vision'] })
    expect(namesOf(catalogue(mia, { q: 'jax' }))).toEqual([])
    expect(namesOf(managed(ada, { q: 'jax' }))).toEqual(['secret'])
  })
})

test('PrimeHub: a search of group `ml` never shows images of `ml-secret`', () => {
  const max = person('max', { groups: ['ml'], managed: ['ml'] })
  const eve = person('eve', { groups: ['ml-secret'], managed: ['ml-secret'] })
  existingImage(max, 'ours', { groups: [], ownerGroup: 'ml' })
  existingImage(eve, 'theirs', { groups: [], ownerGroup: 'ml-secret', description: 'ml' })
  existingImage(ada, 'given', { groups: ['ml-secret'] })
  const id = String(max.groups[0]?.id)
  expect(namesOf(managed(ada, { group: id }))).toEqual(['ours'])
  const addresses: Record<string, string>[] = [
    {},
    { q: 'ml' },
    { group: id },
    { q: 's', group: id },
    { sort: 'groups' },
  ]
  for (const address of addresses) {
    expect(namesOf(managed(max, address)).filter((name) => name !== 'ours')).toEqual([])
    expect(namesOf(catalogue(max, address)).filter((name) => name !== 'ours')).toEqual([])
  }
})
