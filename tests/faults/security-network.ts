/** security.network: registries, redirects and token realms that lead inside, in 60 ways; a canary listens there. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refuseInside } from '#lib/engine/ask-outside.ts'
import { type Guard, guardNow } from '#lib/secrets/outside.ts'
import { askRegistry } from '#lib/secrets/registry-client.ts'
import { insideAnswers, insideHosts, insideReferences } from '../support/inside-hosts.ts'
import type { Result } from './result.ts'

/** Tries to reach a port of this machine. Throws or not: what counts is whether the canary was reached. */
type Attack = (port: number) => Promise<unknown>

const timeoutMs = 1_500
const { resolve } = guardNow()
const nothing: Guard = { resolve, allowed: () => [] }

/** Held: the canary was not reached. Each run is all of the ways. */
export async function stayOutside(runs: number): Promise<Result> {
  const canary = await listen(createServer((_, answer) => answer.end('{}')))
  const ways = [...hosts, ...answers, rebinding, ...references, ...redirects, ...realms]
  let held = 0
  for (const attack of Array.from({ length: runs }, () => ways).flat()) {
    const before = canary.reached()
    await attack(canary.port).catch(() => {})
    if (canary.reached() === before) held++
  }
  const all = runs * ways.length
  const escaped = (await isReached(canary)) ? 0 : 1
  await canary.close()
  return { runs: all, held: held - escaped, lost: all - held + escaped }
}

const hosts = insideHosts.map(
  (host): Attack =>
    (port) =>
      ask(`${host}:${port}`, nothing),
)

const answers = insideAnswers.map(
  (found): Attack =>
    (port) =>
      ask(`registry.example:${port}`, { ...nothing, resolve: async () => found }),
)

/** The name leads out when it is looked at, and inside when it is connected to. */
const rebinding: Attack = (port) => {
  const answers = [['2a0f:ffff::1'], ['127.0.0.1'], ['127.0.0.1']]
  return ask(`registry.example:${port}`, { ...nothing, resolve: async () => answers.shift() ?? [] })
}

/** docker-buildx is started only where this answers null. */
const references = insideReferences.map(
  (host): Attack =>
    async (port) => {
      const refused = await refuseInside(`${host}:${port}/team/image:1`, nothing)
      if (refused === null) await fetch(`http://127.0.0.1:${port}/`)
    },
)

const tricky = [
  '127.0.0.1',
  '2130706433',
  '[::1]',
  '[::ffff:127.0.0.1]',
  'localhost',
  'evil.example',
  '0x7f.1',
]

const redirects = tricky.map(
  (host): Attack =>
    (port) =>
      askByWay({ location: `http://${host}:${port}/v2/` }, 302),
)

const realms = tricky.map(
  (host): Attack =>
    (port) =>
      askByWay({ 'www-authenticate': `Bearer realm="http://${host}:${port}/token"` }, 401),
)

/** Through a registry that is allowed and points on. */
async function askByWay(headers: Record<string, string>, status: number): Promise<void> {
  const front = await listen(createServer((_, answer) => answer.writeHead(status, headers).end()))
  const host = `127.0.0.1:${front.port}`
  const guard: Guard = {
    resolve: async (name) => (name === 'evil.example' ? ['127.0.0.1'] : resolve(name)),
    allowed: () => [host],
  }
  await ask(host, guard).finally(front.close)
}

async function ask(registry: string, guard: Guard): Promise<void> {
  const login = { registry, username: 'bot', password: 'hush' }
  await askRegistry(login, { path: '/v2/', signal: AbortSignal.timeout(timeoutMs), guard })
}

/** Whether it can be reached at all by whom it is allowed to: else nothing was shown. */
async function isReached(canary: { port: number; reached: () => number }): Promise<boolean> {
  const before = canary.reached()
  await ask(`127.0.0.1:${canary.port}`, { ...nothing, allowed: () => ['127.0.0.1'] })
  return canary.reached() > before
}

/** On every address of this machine; counts connections. */
async function listen(server: ReturnType<typeof createServer>) {
  let count = 0
  server.on('connection', () => {
    count++
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port: (server.address() as AddressInfo).port, reached: () => count, close }
}
