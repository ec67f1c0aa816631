import { expect, test } from 'vitest'
import { chooseSubnet, gatewayOf, meet } from '#scripts/up/engine/subnet.ts'

test('takes the wanted subnet where it is free, and the next one where it is not', () => {
  expect(chooseSubnet(['10.0.0.0/8', '192.168.1.0/24'], 7)).toBe('172.28.7.0/24')
  expect(chooseSubnet(['172.28.7.0/24', '172.28.8.1'], 7)).toBe('172.28.9.0/24')
  expect(chooseSubnet(['172.28.255.0/24'], 255)).toBe('172.28.0.0/24')
})

test('says so where the whole range is taken', () => {
  expect(() => chooseSubnet(['172.16.0.0/12'], 7)).toThrow('No free network')
})

test.each([
  ['172.28.7.0/24', '172.28.0.0/16', true],
  ['172.28.7.0/24', '172.28.7.255', true],
  ['172.28.7.0/24', '172.28.6.0/24', false],
  ['172.28.7.0/24', '0.0.0.0/0', true],
  ['192.0.2.0/24', '192.0.3.0/24', false],
])('%s and %s meet: %s', (one, other, expected) => {
  expect(meet(one, other)).toBe(expected)
})

test('our address on the bridge is the first one', () => {
  expect(gatewayOf('172.28.7.0/24')).toBe('172.28.7.1')
})
