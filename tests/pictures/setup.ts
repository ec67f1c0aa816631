/** An empty Slipway for the pictures: the parts are kept, the database and the builds are not. */
import { rmSync } from 'node:fs'
import serve from '../support/serve.ts'

export default async function setUp(): Promise<() => Promise<void>> {
  process.env.TEST_DATA = '.test/pictures'
  for (const name of ['slipway.db', 'slipway.db-wal', 'slipway.db-shm', 'builds']) {
    rmSync(`.test/pictures/${name}`, { recursive: true, force: true })
  }
  return serve()
}
