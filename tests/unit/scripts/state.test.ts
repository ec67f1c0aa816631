import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHouse } from '#scripts/up/house.ts'
import { releaseLock, takeLock } from '#scripts/up/lock.ts'
import { portFor } from '#scripts/up/ports.ts'
import { probe } from '#scripts/up/probes.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'house-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

describe('what is remembered', () => {
  test('is kept whole when two parts of the program write it, and is for its owner only', () => {
    const [one, other] = [openHouse(dataDir), openHouse(dataDir)]
    one.remember((state) => {
      state.ports.registry = 5101
    })
    other.remember((state) => {
      state.secret = 'kept'
    })
    expect(openHouse(dataDir).recall()).toMatchObject({ ports: { registry: 5101 }, secret: 'kept' })
    expect(statSync(one.place('state.json')).mode & 0o777).toBe(0o600)
  })

  test('is never begun anew where the file is damaged: it holds the secret', () => {
    const house = openHouse(dataDir)
    writeFileSync(house.place('state.json'), '{"ports":')
    expect(() => house.recall()).toThrow(/state\.json is damaged/)
  })
})

describe('a port', () => {
  test('is the same at every start', async () => {
    const port = await portFor(openHouse(dataDir), 'provider')
    expect(await portFor(openHouse(dataDir), 'provider')).toBe(port)
  })

  test('that something else took moves, and the new one is remembered', async () => {
    const house = openHouse(dataDir)
    const port = await portFor(house, 'provider')
    const server = net.createServer().listen(port, '127.0.0.1')
    const moved = await portFor(house, 'provider')
    expect(moved).not.toBe(port)
    await new Promise((resolve) => server.close(resolve))
    expect(await portFor(house, 'provider')).toBe(moved)
  })

  test('of the registry never moves: the catalogue contains it', async () => {
    const house = openHouse(dataDir)
    const port = await portFor(house, 'registry')
    const server = net.createServer().listen(port, '127.0.0.1')
    await expect(portFor(house, 'registry', { fixed: 'Port PORT is taken.' })).rejects.toThrow(
      `Port ${port} is taken.`,
    )
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('a probe', () => {
  test('asks once, and a question that throws is a no', async () => {
    const house = openHouse(dataDir)
    expect(await probe(house, 'away', () => Promise.reject(new Error('unreachable')))).toBe(false)
    expect(await probe(house, 'away', async () => true)).toBe(false)
  })

  test('asks again after a day', async () => {
    const house = openHouse(dataDir)
    house.remember((state) => {
      state.probes.away = { ok: false, at: Date.now() - 25 * 60 * 60 * 1000 }
    })
    expect(await probe(house, 'away', async () => true)).toBe(true)
  })
})

describe('the lock of a data folder', () => {
  test('is this process’s as often as it asks, and free where its holder is gone', () => {
    const house = openHouse(dataDir)
    const gone = { pid: process.pid, start: '1', boot: 'another', url: 'http://127.0.0.1:1' }
    writeFileSync(house.place('lock.json'), JSON.stringify(gone))
    takeLock(house, 'http://127.0.0.1:3000')
    takeLock(house, 'http://127.0.0.1:3000')
    releaseLock(house)
  })
})
