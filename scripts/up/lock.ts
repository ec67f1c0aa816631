/** One run per data folder: two would share an engine's files and a database's sign-in provider. */
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { House } from './house.ts'
import { type Identity, identify, isRunning } from './identity.ts'

type Holder = Identity & { url: string }

/** Takes the data folder for this process. Throws an Error that says who has it. Taking it twice is fine. */
export function takeLock(house: House, url: string) {
  const file = house.place('lock.json')
  const me = identify(process.pid)
  if (!me) throw new Error('The start time of this process could not be read.')
  const holder = readHolder(file)
  if (holder?.pid === me.pid && holder.start === me.start && holder.boot === me.boot) return
  if (holder && isRunning(holder)) throw new Error(sayWhoHasIt(house, holder))
  rmSync(file, { force: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ ...me, url }))
  try {
    linkSync(draft, file)
  } catch {
    throw new Error(`Another start is using ${house.dataDir} at this moment. Try again.`)
  } finally {
    rmSync(draft)
  }
}

/** Gives the data folder free again, where this process has it. */
export function releaseLock(house: House) {
  const file = house.place('lock.json')
  if (readHolder(file)?.pid === process.pid) rmSync(file)
}

function readHolder(file: string): Holder | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function sayWhoHasIt(house: House, { url, pid }: Holder): string {
  return `Slipway is running already on ${house.dataDir}: ${url} (process ${pid}). Stop it, or choose another folder: npm run up -- --data DIR.`
}
