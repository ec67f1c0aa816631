import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { config } from '#lib/config.ts'
import { pointTag, removeCopies } from '#lib/engine/registry-copies.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { type LockedRegistry, listen } from '../../support/locked-registry.ts'

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
const own = config().SLIPWAY_REGISTRY
const asked: string[] = []
let registry: LockedRegistry
/** What the registry has under every digest. */
let body: string

beforeEach(async () => {
  openFreshDatabase()
  asked.length = 0
  const server = createServer(({ method, url }, answer) => {
    asked.push(`${method} ${url}`)
    const status = method === 'PUT' ? 201 : method === 'DELETE' ? 202 : 200
    answer.writeHead(status, { 'content-type': 'application/vnd.oci.image.index.v1+json' }).end(body)
  })
  registry = await listen(server)
  config().SLIPWAY_REGISTRY = registry.host
})

afterEach(async () => {
  config().SLIPWAY_REGISTRY = own
  await registry.close()
})

const copyOf = (text: string) => ({ reference: `${registry.host}/slipway/tools:1`, digest: digestOf(text) })
const changes = () => asked.filter((line) => !line.startsWith('GET '))

test('a tag is pointed at what has the digest, and at nothing else that the registry gives out for it', async () => {
  body = '{"manifests":[]}'
  expect(await pointTag(copyOf(body), 'latest')).toBeNull()
  expect(changes()).toEqual(['PUT /v2/slipway/tools/manifests/latest'])
  expect(await pointTag(copyOf('another'), 'latest')).toContain('gives out something else')
  expect(changes()).toHaveLength(1)
})

test('what an index names is removed where it is a digest of the same repository', async () => {
  const part = digestOf('part')
  const elsewhere = 'sha256:../../../theirs/tools/manifests/latest'
  body = JSON.stringify({ manifests: [{ digest: part }] })
  expect(await removeCopies([copyOf(body)])).toEqual({ removed: 1, fault: null })
  const tools = 'DELETE /v2/slipway/tools/manifests/'
  expect(changes()).toEqual([tools + digestOf(body), tools + part])
  body = JSON.stringify({ manifests: [{ digest: elsewhere }, { digest: part }] })
  await removeCopies([copyOf(body)])
  expect(changes().filter((line) => !line.startsWith(tools))).toEqual([])
})
