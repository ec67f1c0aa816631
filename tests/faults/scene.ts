/** The parts that builds meet in fault tests: a registry that can be told to fail, and an index that is slow on purpose. */
import { randomBytes } from 'node:crypto'
import { pageAt } from '../../scripts/up/pip/pages.ts'
import { makeWheel } from '../../scripts/up/pip/wheel.ts'
import { type BuildServer, serveBuilds } from '../support/build-server.ts'
import { type FaultyRegistry, startFaultyRegistry } from '../support/faulty-registry.ts'

export type Scene = {
  registry: FaultyRegistry
  realRegistry: string
  /** Never answers for `slipway-silent`; `slipway-heavy` takes long to export. */
  index: BuildServer
  close(): Promise<void>
}

const login = { SLIPWAY_REGISTRY_USERNAME: 'pusher', SLIPWAY_REGISTRY_PASSWORD: 'canary-of-the-push' }

/** The login as it stands in a docker configuration. */
export const sentLogin = Buffer.from(Object.values(login).join(':')).toString('base64')

/** Opens them, and tells the builder that is started next to use them. */
export async function openScene(): Promise<Scene> {
  const realRegistry = process.env.SLIPWAY_REGISTRY ?? ''
  const registry = await startFaultyRegistry(realRegistry)
  const source = `# ${randomBytes(48e6).toString('base64')}\n`
  const heavy = makeWheel({ name: 'slipway-heavy', version: '1.0', summary: 'Much', requires: [], source })
  const answer = (asked: string) =>
    asked === '/simple/slipway-silent/' ? null : pageAt([heavy], asked)?.body
  const index = await serveBuilds(answer, 'text/html')
  const place = { SLIPWAY_REGISTRY: registry.host, SLIPWAY_PIP_INDEX_URL: `${index.url}/simple/` }
  // Looking up bases would ask the registry beside the builds.
  Object.assign(process.env, place, login, { SLIPWAY_FRESHNESS_HOURS: '0' })
  const close = async () => {
    await Promise.all([registry.close(), index.stop()])
  }
  return { registry, realRegistry, index, close }
}
