/** A real builder process for integration tests, on a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import { expect, vi } from 'vitest'
import { type BuildDetail, getBuild } from '#db/queries/builds.ts'
import { insertCustomImage } from '#db/queries/image-changes.ts'
import { saveClaims } from '#db/queries/users.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { isFinal } from '#lib/builds/state.ts'
import type { BuildSpec } from '#lib/images/types.ts'

/** Gives this test file a data folder; call before anything touches the database. */
export function newDataFolder(): string {
  const folder = mkdtempSync(path.resolve('.test', 'builder-'))
  process.env.SLIPWAY_DATA = folder
  return folder
}

export function startBuilder(): ChildProcess {
  // Ends with us, should a test die before it has ended its builder.
  const env = { ...process.env, SLIPWAY_PARENT: String(process.pid) }
  return spawn(process.execPath, ['lib/builder/main.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Ends a builder and waits until it is gone. */
export function endBuilder(builder: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (builder.exitCode !== null || builder.signalCode !== null) return resolve()
    builder.once('exit', () => resolve())
    builder.kill(signal)
  })
}

/** An administrator who is in the database. */
export function someAdministrator(): Viewer {
  const claims = { issuer: 'https://test', subject: 'ada', name: 'Ada', email: null, groups: [], managed: [] }
  const token = { sealedRefreshToken: null, isSignIn: true }
  return { ...systemViewer, userId: saveClaims({ ...claims, isAdministrator: true }, token) }
}

/** Queues a build of a new image on the sample base. Returns the build's id and the image's name. */
export function queueBuild(viewer: Viewer, displayName: string, lists: Partial<BuildSpec>) {
  const spec = { base: sampleBase(), pullSecretId: null, apt: '', conda: '', pip: '', ...lists }
  const access = { isGlobal: true, groupIds: [], pullSecretId: null }
  return insertCustomImage(viewer, { displayName, description: '', type: 'cpu', ...access, spec })
}

export function sampleBase(): string {
  return process.env.SLIPWAY_BASE_IMAGES?.split(',')[0] ?? ''
}

/** Waits until a build has its verdict. */
export function untilFinal(buildId: number, timeout = 170_000): Promise<BuildDetail> {
  return vi.waitFor(
    () => {
      const build = getBuild(systemViewer, buildId)
      expect(build && isFinal(build.state)).toBe(true)
      return build as BuildDetail
    },
    { timeout, interval: 50 },
  )
}
