import { describe, expect, test } from 'vitest'
import { doubtNotice, type Labelled, labelDoubts } from '#lib/images/label-doubts.ts'
import type { ImageType } from '#lib/images/types.ts'
import { someFacts } from '../../support/catalogue.ts'

const plain = someFacts()
const cuda = someFacts({ cuda: '12.4.1' })
const image = (type: ImageType, change: Partial<Labelled> = {}): Labelled => ({
  source: 'existing',
  type,
  gpuReference: null,
  facts: plain,
  gpuFacts: null,
  ...change,
})
const second = { gpuReference: 'r.example/a:1-gpu' }

describe('a label that contradicts the image', () => {
  test.each([
    ['cpu', { facts: cuda }, 'names CUDA 12.4.1 in its environment'],
    ['gpu', {}, 'labelled gpu, but it names no CUDA'],
    ['universal', { ...second, gpuFacts: plain }, 'neither of its images names CUDA'],
    ['gpu', { source: 'custom' }, 'rebuild it on a base for GPUs'],
  ] as const)('%s: %o', (type, change, words) => {
    const doubts = labelDoubts(image(type, change))
    expect(doubts).toHaveLength(1)
    expect(doubts[0]).toContain(words)
    expect(doubts[0]).toMatch(/[Cc]hoose/)
    expect(doubtNotice(doubts)).not.toBe('')
  })

  test.each([
    ['cpu', {}],
    ['gpu', { facts: cuda }],
    ['universal', { facts: cuda }],
    // The usual type of a new image: one URL, and nothing claimed of GPUs.
    ['universal', {}],
    ['universal', { source: 'custom' }],
    ['universal', { ...second, gpuFacts: cuda }],
    // Not looked up: nothing is claimed.
    ['gpu', { facts: null }],
    ['universal', second],
  ] as const)('%s: nothing is said of %o', (type, change) => {
    expect(labelDoubts(image(type, change))).toEqual([])
    expect(doubtNotice([])).toBe('')
  })
})

describe('an image that the engine cannot run', () => {
  const arm = someFacts({ platforms: ['linux/arm64/v8', 'linux/arm/v7'] })
  const engine = ['linux/amd64', 'linux/amd64/v2', 'linux/386']

  test('is pointed out with what the engine runs', () => {
    expect(labelDoubts(image('cpu', { facts: arm }), engine)).toEqual([
      'It is made for linux/arm64/v8, linux/arm/v7, but engines here run linux/amd64, linux/386: it cannot be run or built upon there. Look for a tag that is made for that.',
    ])
    expect(labelDoubts(image('universal', { ...second, facts: cuda, gpuFacts: arm }), engine)).toHaveLength(1)
  })

  test('is not, where one platform fits or nothing is known of the engine', () => {
    const facts = someFacts({ platforms: ['linux/arm64', 'linux/amd64/v3'] })
    expect(labelDoubts(image('cpu', { facts }), engine)).toEqual([])
    expect(labelDoubts(image('cpu', { facts: arm }), [])).toEqual([])
    expect(labelDoubts(image('cpu', { facts: arm }), ['linux/arm64'])).toEqual([])
  })
})
