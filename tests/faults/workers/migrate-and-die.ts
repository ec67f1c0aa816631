/** Migrates a database and kills itself with -9 before the step of the number it is given; prints how many there were. */
import fs, { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import Database from 'better-sqlite3'

const last = Number(process.argv[2])
let step = 0

/** Every statement and every file that is moved or made durable is a step. */
function countCalls<Owner extends object>(owner: Owner, names: readonly (keyof Owner)[]): void {
  for (const name of names) {
    const original = owner[name] as (...args: unknown[]) => unknown
    const counted = function (this: unknown, ...args: unknown[]) {
      if (++step === last) process.kill(process.pid, 'SIGKILL')
      return original.apply(this, args)
    }
    Object.assign(owner, { [name]: counted })
  }
}

countCalls(fs, ['renameSync', 'fsyncSync', 'mkdirSync', 'rmSync'])
syncBuiltinESMExports()
countCalls(Database.prototype, ['prepare', 'exec', 'pragma', 'close'])
countCalls(Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')), ['run'])
const { openDatabase } = await import('#db/client.ts')
const { migrateDatabase } = await import('#db/migrate.ts')
step = 0
const folder = process.env.SLIPWAY_DATA ?? ''
migrateDatabase(openDatabase(path.join(folder, 'slipway.db')), folder)
writeSync(1, String(step))
