/** The real engine, registry, package index and provider for integration tests, started once for all of them. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { startParts } from '../../scripts/up/parts.ts'
import { testUrl } from './address.ts'

/** Vitest's global setup. The engine's cache is emptied: a build that takes its time must take it in every run. */
export default async function parts(): Promise<() => Promise<void>> {
  const dataDir = path.resolve('.test/data')
  const started = await startParts({ dataDir, webUrl: testUrl })
  Object.assign(process.env, started.env, { TEST_DOCKER: started.engine.docker })
  const buildx = started.env.SLIPWAY_BUILDX ?? 'docker-buildx'
  execFileSync(buildx, ['prune', '--all', '--force'], { stdio: 'ignore' })
  return () => started.stop()
}
