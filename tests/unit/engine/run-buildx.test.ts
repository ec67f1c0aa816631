import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runBuildx } from '#lib/engine/run-buildx.ts'

process.env.SLIPWAY_BUILDX = path.join(mkdtempSync(path.join(tmpdir(), 'no-buildx-')), 'docker-buildx')

test('of a program that is not there it is said why, and nothing is waited for', async () => {
  const answer = await runBuildx(['version'], process.env, { limitMs: 60_000, most: 1_000 })
  expect(answer).toMatchObject({ failed: true, stderr: '', fault: expect.stringMatching(/./) })
})
