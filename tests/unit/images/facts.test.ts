import { expect, test } from 'vitest'
import { cudaIn, factsOf, userOf } from '#lib/images/facts.ts'

const digest = `sha256:${'a'.repeat(64)}`

test.each([
  [{ CUDA_VERSION: '12.4.1', NVIDIA_REQUIRE_CUDA: 'cuda>=12.0 brand=tesla,driver>=470' }, '12.4.1'],
  [{ NVIDIA_REQUIRE_CUDA: 'cuda>=11.8 brand=tesla,driver>=450,driver<451' }, '11.8'],
  [{ NVIDIA_REQUIRE_CUDA: 'driver>=450' }, 'driver>=450'],
  [{ NVIDIA_VISIBLE_DEVICES: 'all', PATH: '/usr/bin' }, null],
  [{ CUDA_VERSION: '' }, null],
  [{}, null],
])('the CUDA version in %o is %s', (env, version) => {
  expect(cudaIn(env)).toBe(version)
})

test('facts are cut to what people can read, and attestations are no platform', () => {
  const many = Array.from({ length: 100 }, (_, at) => `linux/${'x'.repeat(at)}`)
  const facts = factsOf(
    {
      digest,
      platforms: ['unknown/unknown', ...many],
      user: 'u'.repeat(900),
      env: { CUDA_VERSION: '1'.repeat(99) },
    },
    7,
  )
  expect(facts).toMatchObject({ digest, size: 7 })
  expect(facts.platforms).toHaveLength(20)
  expect(facts.platforms).not.toContain('unknown/unknown')
  expect([facts.user.length, facts.cuda?.length]).toEqual([100, 20])
})

test.each([
  ['', 'root'],
  ['0', 'root'],
  ['root:root', 'root'],
  ['jovyan', 'jovyan'],
  ['1000:100', '1000:100'],
])('user “%s” is %s', (user, word) => {
  expect(userOf({ user })).toBe(word)
})
