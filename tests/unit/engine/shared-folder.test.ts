import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setFakeBuildx } from '../../support/fake-buildx.ts'
import { clearMemory, makeSharedFolder, runAs } from '../../support/two-users.ts'

const image = `{"manifest":{"digest":"sha256:${'a'.repeat(64)}"},"image":{"rootfs":{}}}`

/** As docker-buildx does, it makes its folder for itself alone, whatever it is asked. */
const asBuildx = `umask 077
mkdir -p "$BUILDX_CONFIG/instances" && touch "$BUILDX_CONFIG/current" || exit 1
printf '%s' '${image}'`

type User = 'web' | 'builder'

let folder: string
beforeAll(() => {
  setFakeBuildx(asBuildx)
  folder = makeSharedFolder()
})
afterAll(() => clearMemory(folder), 60_000)

function lookUp(as: User): unknown {
  const code = "await inspectImage('127.0.0.1:5000/a:1')"
  return runAs({ as, folder, from: { inspectImage: '#lib/engine/inspect.ts' }, code })
}

/** A question to the engine, from a folder of its own as builds and such questions have one. */
function askEngine(as: User): unknown {
  const from = {
    runBuildx: '#lib/engine/run-buildx.ts',
    engineEnvironment: '#lib/engine/environment.ts',
    newScratchFolder: '#lib/engine/scratch.ts',
  }
  const env = "engineEnvironment(await newScratchFolder(), { BUILDX_BUILDER: 'default' })"
  const code = `await runBuildx(['ls'], ${env}, { limitMs: 10_000, most: 1000 })`
  return runAs({ as, folder, from, code })
}

test('web and builder, two users over one data folder, both look images up; definitions are the builder’s', () => {
  const definitions = path.join(folder, 'buildx')
  expect(lookUp('web')).toMatchObject({ ok: true })
  expect(existsSync(definitions)).toBe(false)
  expect(askEngine('builder')).toMatchObject({ failed: false })
  expect(statSync(definitions).mode & 0o777).toBe(0o700)
  expect(lookUp('web')).toMatchObject({ ok: true })
  expect(lookUp('builder')).toMatchObject({ ok: true })
}, 60_000)
