import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { exportManifest } from '#lib/engine/export-manifest.ts'
import { setFakeBuildx } from '../../support/fake-buildx.ts'

/** Does what stands in `script` of the folder whose context it is to build. */
setFakeBuildx('for context; do :; done; . "$context/script"')

const never = new AbortController().signal

function exportOf(script: string, signal = never) {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-export-'))
  const context = path.join(folder, 'manifest-context')
  mkdirSync(context)
  writeFileSync(path.join(context, 'script'), script)
  return { folder, tar: exportManifest({ folder, engine: undefined, signal }) }
}

test('what the engine sends is taken as it is, and nothing of it is written down', async () => {
  const { folder, tar } = exportOf(`printf 'a\\377b'; echo said >&2`)
  expect(await tar).toEqual(Buffer.from([0x61, 0xff, 0x62]))
  expect(readFileSync(path.join(folder, 'manifest-progress'), 'utf8')).toBe('said')
})

test('no entitlement is granted for the question either', async () => {
  const args = String(await exportOf(`echo "$@"`).tar)
  expect(args).toContain('build --progress=plain')
  expect(args).not.toMatch(/--allow|--secret|--ssh/)
})

test('an image that gives without end is left', async () => {
  expect(await exportOf('exec cat /dev/zero').tar).toBeNull()
}, 60_000)

test('an engine that tells much of a long pull is heard to its end, and its last words are kept', async () => {
  const { folder, tar } = exportOf('head -c 3000000 /dev/zero | tr "\\0" x >&2; echo last >&2; printf whole')
  expect(String(await tar)).toBe('whole')
  const said = readFileSync(path.join(folder, 'manifest-progress'), 'utf8')
  expect(said).toMatch(/xlast$/)
  expect(said).toHaveLength(256 * 1024 - 1)
}, 60_000)

test('an image that talks without end does not fill the disk', async () => {
  const wanted = new AbortController()
  const { folder, tar } = exportOf(
    'head -c 9000000 /dev/zero >&2; : > "$context/said"; exec cat /dev/zero >&2',
    wanted.signal,
  )
  await vi.waitFor(() => readFileSync(path.join(folder, 'manifest-context', 'said')), { timeout: 30_000 })
  wanted.abort()
  expect(await tar).toBeNull()
  expect(readFileSync(path.join(folder, 'manifest-progress'))).toHaveLength(256 * 1024)
}, 60_000)

test('an engine that does not answer is left when nobody wants the answer', async () => {
  const wanted = new AbortController()
  const { tar } = exportOf('exec tail -f /dev/null', wanted.signal)
  wanted.abort()
  expect(await tar).toBeNull()
})

test('an engine that failed has said nothing', async () => {
  expect(await exportOf('printf half; exit 1').tar).toBeNull()
})
