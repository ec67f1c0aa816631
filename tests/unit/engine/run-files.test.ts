import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { readPushedDigest, readRunStatus } from '#lib/engine/run-files.ts'

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'slipway-run-'))

/** Real processes under the real wrapper. */
function start(folder: string, script: string) {
  const wrapper = path.resolve('lib/engine/wrapper.sh')
  spawn('/bin/sh', [wrapper, folder, '/bin/sh', '-c', script], { detached: true, stdio: 'ignore' }).unref()
  return vi.waitFor(() => expect(existsSync(path.join(folder, 'pid.json'))).toBe(true))
}

function runWrapper(folder: string, script: string): Promise<void> {
  const wrapper = path.resolve('lib/engine/wrapper.sh')
  const child = spawn('/bin/sh', [wrapper, folder, '/bin/sh', '-c', script], { cwd: folder, stdio: 'ignore' })
  return new Promise((resolve) => child.on('exit', () => resolve()))
}

const groupOf = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'pid.json'), 'utf8')) as { wrapper: number; child: number }
const untilState = (folder: string, state: string) =>
  vi.waitFor(async () => expect((await readRunStatus(folder)).state).toBe(state), { timeout: 10_000 })

test('a folder without traces was never started', async () => {
  expect(await readRunStatus(newFolder())).toEqual({ state: 'unborn' })
})

test('the exit status of the command is kept, and its standard error is the progress file', async () => {
  const folder = newFolder()
  await start(folder, 'echo out; echo err >&2; exit 7')
  await untilState(folder, 'exit')
  expect(await readRunStatus(folder)).toEqual({ state: 'exit', code: 7 })
  expect(readFileSync(path.join(folder, 'progress'), 'utf8')).toBe('err\n')
})

test('both words of the wrapper have their room before the command runs', async () => {
  const folder = newFolder()
  await runWrapper(folder, 'stat -c %s exit.tmp >&2; exit 5')
  expect(readFileSync(path.join(folder, 'progress'), 'utf8')).toBe('64\n')
  expect(await readRunStatus(folder)).toEqual({ state: 'exit', code: 5 })
})

test('a command told to end is waited for and its status kept', async () => {
  const folder = newFolder()
  await start(folder, 'trap "exit 3" TERM; while :; do sleep 0.05; done')
  await untilState(folder, 'running')
  process.kill(-groupOf(folder).wrapper, 'SIGTERM')
  await untilState(folder, 'exit')
})

test('a killed wrapper leaves its command running; a killed pair is gone', async () => {
  const folder = newFolder()
  await start(folder, 'exec sleep 1000')
  process.kill(groupOf(folder).wrapper, 'SIGKILL')
  expect((await readRunStatus(folder)).state).toBe('running')
  process.kill(groupOf(folder).child, 'SIGKILL')
  await untilState(folder, 'gone')
})

test('pids of another boot, or of another process since, prove nothing', async () => {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  for (const change of [{ boot: 'another' }, { boot, wrapperStart: 1, childStart: 1 }]) {
    const folder = newFolder()
    const me = { wrapper: process.pid, child: process.pid, wrapperStart: 0, childStart: 0 }
    writeFileSync(path.join(folder, 'pid.json'), JSON.stringify({ ...me, ...change }))
    expect((await readRunStatus(folder)).state).toBe('gone')
  }
})

test('a machine that was started again has no build running, but one that had ended before keeps its word', async () => {
  const folder = newFolder()
  await start(folder, 'exec sleep 1000')
  await untilState(folder, 'running')
  const pids = JSON.parse(readFileSync(path.join(folder, 'pid.json'), 'utf8'))
  // The same pids and start times, as after a boot they may well be those of others.
  writeFileSync(path.join(folder, 'pid.json'), JSON.stringify({ ...pids, boot: 'the boot before' }))
  expect(await readRunStatus(folder)).toEqual({ state: 'gone' })
  writeFileSync(path.join(folder, 'exit'), '0\n')
  expect(await readRunStatus(folder)).toEqual({ state: 'exit', code: 0 })
  process.kill(-pids.wrapper, 'SIGKILL')
})

test('only one wrapper can claim a folder: a build is never run twice', async () => {
  const folder = newFolder()
  await start(folder, 'echo first >&2')
  await untilState(folder, 'exit')
  await runWrapper(folder, 'echo second >&2')
  expect(readFileSync(path.join(folder, 'progress'), 'utf8')).toBe('first\n')
})

test('a command that prints without end is stopped by the system, though nobody watches', async () => {
  const folder = newFolder()
  const wrapper = path.resolve('lib/engine/wrapper.sh')
  const env = { ...process.env, SLIPWAY_OUTPUT_BLOCKS: '64' }
  spawn('/bin/sh', [wrapper, folder, '/bin/sh', '-c', 'exec yes >&2'], { env, stdio: 'ignore' })
  await untilState(folder, 'exit')
  expect((await readRunStatus(folder)) as { code: number }).not.toMatchObject({ code: 0 })
  expect(statSync(path.join(folder, 'progress')).size).toBeLessThanOrEqual(64 * 1024)
})

test('a wrapper that claimed the folder and died before it said who it is counts as gone after a while', async () => {
  const folder = newFolder()
  mkdirSync(path.join(folder, 'claim'))
  expect(await readRunStatus(folder)).toEqual({ state: 'claimed' })
  utimesSync(path.join(folder, 'claim'), new Date(0), new Date(0))
  // A clock that jumps makes no claim old.
  expect(await readRunStatus(folder)).toEqual({ state: 'claimed' })
  const later = performance.now() + 60_000
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later)
  expect(await readRunStatus(folder)).toEqual({ state: 'gone' })
  clock.mockRestore()
})

test.each(['', '{', '{"wrapper":"x"}'])('damaged files count as no word: %j', async (text) => {
  const folder = newFolder()
  writeFileSync(path.join(folder, 'pid.json'), text || ' ')
  writeFileSync(path.join(folder, 'metadata.json'), text || ' ')
  expect(await readRunStatus(folder)).toEqual({ state: 'gone' })
  expect(await readPushedDigest(folder)).toBeNull()
})

test('a digest counts only where the metadata file has a real one', async () => {
  const folder = newFolder()
  expect(await readPushedDigest(folder)).toBeNull()
  writeFileSync(path.join(folder, 'metadata.json'), JSON.stringify({ 'containerimage.digest': 'latest' }))
  expect(await readPushedDigest(folder)).toBeNull()
  const digest = `sha256:${'a'.repeat(64)}`
  writeFileSync(path.join(folder, 'metadata.json'), JSON.stringify({ 'containerimage.digest': digest }))
  expect(await readPushedDigest(folder)).toBe(digest)
})
