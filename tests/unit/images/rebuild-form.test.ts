import { expect, test } from 'vitest'
import { rebuildForm } from '#lib/images/rebuild-form.ts'

const sent = {
  name: 'tools',
  seen: '7',
  base: 'debian:12',
  pullSecretId: '',
  apt: '',
  conda: '',
  pip: 'numpy',
}
const parse = (fields: Record<string, string>) =>
  rebuildForm({ allowPipUrls: false }).safeParse({ ...sent, ...fields })

test('a rebuild is a whole spec: what was cleared is empty, not left out', () => {
  expect(parse({ isFresh: 'on' }).data).toEqual({
    name: 'tools',
    seen: 7,
    base: 'debian:12',
    baseTriggers: null,
    isAgreed: false,
    pullSecretId: null,
    apt: '',
    conda: '',
    pip: 'numpy',
    isFresh: true,
  })
})

test('faults stand at their fields and lines', () => {
  const issues = parse({ base: '', pip: 'numpy\n--evil' }).error?.issues ?? []
  expect(issues.map(({ path }) => path[0])).toEqual(['base', 'pip'])
  expect(issues[1]?.message).toMatch(/^Line 2: /)
})

test('a rebuild without any package is refused', () => {
  expect(parse({ pip: '# nothing' }).error?.issues.map(({ path }) => path[0])).toEqual(['packages'])
})
