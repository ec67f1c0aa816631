import { describe, expect, test } from 'vitest'
import { explainInspection } from '#lib/builds/inspection-fault.ts'
import { refuseInside } from '#lib/engine/ask-outside.ts'
import { checkLogin } from '#lib/secrets/check-login.ts'
import { isInside } from '#lib/secrets/inside.ts'
import { type Guard, guardNow, resolveOutside } from '#lib/secrets/outside.ts'
import { RegistryInside } from '#lib/secrets/registry-fault.ts'
import { stayOutside } from '../../faults/security-network.ts'
import { openFreshDatabase } from '../../support/database.ts'

test('no way of writing a host, no redirect, no token realm leads inside', async () => {
  const { runs, lost } = await stayOutside(1)
  expect({ isEnough: runs >= 60, lost }).toEqual({ isEnough: true, lost: 0 })
}, 60_000)

describe('an address', () => {
  test.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
    ],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '168.63.129.16',
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd00:ec2::254',
    ],
    ...[
      'ff02::1',
      '::ffff:8.8.8.8',
      '64:ff9b::8.8.8.8',
      '2002:808:808::',
      '2001::1',
      '2001:db8::1',
      '',
      'localhost',
    ],
  ])('%s leads inside', (address) => {
    expect(isInside(address)).toBe(true)
  })

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '11.0.0.1', '2606:4700::1', '[2606:4700::1]'])(
    '%s does not',
    (address) => {
      expect(isInside(address)).toBe(false)
    },
  )
})

describe('a host that is inside', () => {
  const ask = (address: string, ...allowed: string[]) => {
    const guard: Guard = { resolve: async () => ['10.0.0.7'], allowed: () => allowed }
    return resolveOutside(new URL(address), guard, AbortSignal.timeout(5_000))
  }

  test.each([
    ['https://harbour.corp.example', 'harbour.corp.example'],
    ['https://harbour.corp.example:5000', 'harbour.corp.example'],
    ['https://harbour.corp.example:5000', 'Harbour.corp.example:5000'],
    ['https://harbour.corp.example', 'harbour.corp.example:443'],
    ['https://harbour.corp.example', '*.corp.example'],
  ])('%s is asked where %s is allowed', async (address, allowed) => {
    expect(await ask(address, 'other.example', allowed)).toEqual(['10.0.0.7'])
  })

  test.each([
    ['https://harbour.corp.example:5001', 'harbour.corp.example:5000'],
    ['https://evilcorp.example', '*.corp.example'],
    ['https://corp.example', '*.corp.example'],
    ['https://harbour.corp.example.evil.example', 'harbour.corp.example'],
  ])('%s is not asked where %s is allowed', async (address, allowed) => {
    await expect(ask(address, allowed)).rejects.toThrow(RegistryInside)
  })

  test.each([
    ['harbour.corp.example', ['https://harbour.corp.example', 'http://harbour.corp.example']],
    ['harbour.corp.example:443', ['https://harbour.corp.example']],
    ['harbour.corp.example:5000', ['https://harbour.corp.example:5000']],
  ])('that is %s to builds is asked there and at no other port', async (registry, addresses) => {
    openFreshDatabase()
    const guard = { ...guardNow([registry]), resolve: async () => ['10.0.0.7'] }
    const reach = (address: string) => resolveOutside(new URL(address), guard, AbortSignal.timeout(5_000))
    for (const address of addresses) expect(await reach(address)).toEqual(['10.0.0.7'])
    for (const port of [22, 5001, 6443])
      await expect(reach(`https://harbour.corp.example:${port}`)).rejects.toThrow(RegistryInside)
  })

  test('is not asked, and whoever wanted it reads how it can be allowed', async () => {
    openFreshDatabase()
    const words = /10\.0\.0\.7:5000.*SLIPWAY_REGISTRY_HOSTS_ALLOWED=10\.0\.0\.7:5000/
    const check = await checkLogin({ registry: '10.0.0.7:5000', username: 'bot', password: 'hush' })
    expect(check).toMatchObject({ ok: false, at: 'registry', fault: expect.stringMatching(words) })
    const refused = await refuseInside('10.0.0.7:5000/team/image:1')
    expect(refused).toMatchObject({ fault: 'inside' })
    const { summary, advice } = explainInspection('10.0.0.7:5000/team/image:1', 'inside', '')
    expect(`${summary} ${advice}`).toMatch(words)
  })
})
