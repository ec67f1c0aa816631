import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, renameSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const data = mkdtempSync(path.join(tmpdir(), 'slipway-scratch-'))
process.env.SLIPWAY_DATA = data
const { newScratchFolder, sweepScratchFolders } = await import('#lib/engine/scratch.ts')

/** As a process left it that is not there any more. */
async function leftFolder(): Promise<string> {
  const folder = await newScratchFolder()
  const left = folder.replace(`-${process.pid}-`, `-${2 ** 30}-`)
  renameSync(folder, left)
  return left
}

test('the folder of a process that lives is left alone', async () => {
  const folder = await newScratchFolder()
  await sweepScratchFolders()
  expect(existsSync(folder)).toBe(true)
})

test('the folder of a killed process goes at once, and the client that still runs with it', async () => {
  const folder = await leftFolder()
  const client = spawn('sleep', ['1000'], { env: { ...process.env, DOCKER_CONFIG: folder } })
  const other = spawn('sleep', ['1000'], { env: { ...process.env, DOCKER_CONFIG: `${folder}x` } })
  await Promise.all([once(client, 'spawn'), once(other, 'spawn')])
  const ended = once(client, 'exit')
  await sweepScratchFolders()
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(existsSync(folder)).toBe(false)
  expect(other.exitCode).toBeNull()
  other.kill()
})

test('a folder whose user cannot be seen from here goes when it is old', async () => {
  const folder = path.join(path.dirname(await newScratchFolder()), 'call-1-1-1-other')
  mkdirSync(folder, { recursive: true })
  await sweepScratchFolders()
  expect(existsSync(folder)).toBe(true)
  utimesSync(folder, new Date(0), new Date(0))
  await sweepScratchFolders()
  expect(existsSync(folder)).toBe(false)
})
