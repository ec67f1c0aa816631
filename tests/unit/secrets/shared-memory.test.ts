import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { memoryFolder } from '#lib/secrets/memory.ts'
import { areTwo, clearMemory, makeSharedFolder, runAs } from '../../support/two-users.ts'

type User = 'web' | 'builder'

let folder: string
beforeEach(() => {
  folder = makeSharedFolder()
})
afterEach(() => clearMemory(folder), 60_000)

/** Where the credentials of a question lie that this user asks. */
function ask(as: User): string {
  const from = { newScratchFolder: '#lib/engine/scratch.ts' }
  return path.dirname(String(runAs({ as, folder, from, code: 'await newScratchFolder()' })))
}

test('web and builder, two users over one data folder, have each a place in memory where there is one', () => {
  const [web, builder] = [ask('web'), ask('builder')]
  expect(new Set([web, builder]).size).toBe(areTwo && memoryFolder() !== null ? 2 : 1)
  const isOnDisk = [web, builder].map((place) => place.startsWith(`${folder}/`))
  expect(isOnDisk).toEqual([memoryFolder() === null, memoryFolder() === null])
}, 60_000)

test('each removes what it left itself, and is not stopped by what is another’s', () => {
  const left = path.join(folder, 'scratch', 'call-old')
  const files = { mkdirSync: 'node:fs', writeFileSync: 'node:fs', utimesSync: 'node:fs' }
  const leave = `(mkdirSync('${left}', { recursive: true }), writeFileSync('${left}/config.json', ''),
    utimesSync('${left}', new Date(0), new Date(0)))`
  const sweep = {
    from: { sweepScratchFolders: '#lib/engine/scratch.ts' },
    code: 'await sweepScratchFolders()',
  }
  runAs({ as: 'web', folder, from: files, code: leave })
  runAs({ as: 'builder', folder, ...sweep })
  expect(existsSync(left)).toBe(areTwo)
  runAs({ as: 'web', folder, ...sweep })
  expect(existsSync(left)).toBe(false)
}, 60_000)
