import { beforeEach, describe, expect, test } from 'vitest'
import { areAddressesHidden, clientAddress, peerHeader } from '#lib/auth/client-address.ts'

const request = (peer: string, forwarded?: string) =>
  new Headers({ [peerHeader]: peer, ...(forwarded && { 'x-forwarded-for': forwarded }) })

beforeEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('slipway.hidden-addresses'))
})

describe('from where a request comes', () => {
  test('without a proxy it is the connection, whatever the request says', () => {
    expect(clientAddress(request('198.41.0.4', '10.0.0.1'), 0)).toBe('198.41.0.4')
  })

  test('IPv4 in IPv6 is the same address', () => {
    expect(clientAddress(request('::ffff:192.0.2.7'), 0)).toBe('192.0.2.7')
    expect(clientAddress(request('2001:db8::1'), 0)).toBe('2001:db8::1')
  })

  test('behind proxies it is what the outermost of them saw, not what was claimed to it', () => {
    expect(clientAddress(request('10.0.0.9', '6.6.6.6, 192.0.2.7'), 1)).toBe('192.0.2.7')
    expect(clientAddress(request('10.0.0.9', '6.6.6.6, 192.0.2.7, 10.0.0.8'), 2)).toBe('192.0.2.7')
  })

  test('a proxy that says nothing is itself the address', () => {
    expect(clientAddress(request('10.0.0.9'), 1)).toBe('10.0.0.9')
  })

  test('what is no address, or fewer than there are proxies, is not believed', () => {
    expect(clientAddress(request('10.0.0.9', 'the moon'), 1)).toBe('10.0.0.9')
    expect(clientAddress(request('10.0.0.9', '6.6.6.6'), 2)).toBe('10.0.0.9')
  })
})

test.each([
  ['192.0.2.7:4711', '192.0.2.7'],
  ['[2001:db8::1]:4711', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
])('a proxy that wrote %s saw %s', (written, address) => {
  expect(clientAddress(request('10.0.0.9', written), 1)).toBe(address)
})

test('a proxy nearby that is not counted is noticed; what somebody far away claims is not', () => {
  clientAddress(request('198.41.0.4', '192.0.2.7'), 0)
  clientAddress(request('10.0.0.9'), 0)
  clientAddress(request('10.0.0.9', '192.0.2.7'), 1)
  expect(areAddressesHidden()).toBe(false)
  clientAddress(request('10.0.0.9', '192.0.2.7'), 0)
  expect(areAddressesHidden()).toBe(true)
})

test('a proxy that writes what is no address is noticed, a request past it is not', () => {
  clientAddress(request('10.0.0.9'), 1)
  expect(areAddressesHidden()).toBe(false)
  clientAddress(request('10.0.0.9', 'unknown'), 1)
  expect(areAddressesHidden()).toBe(true)
})
