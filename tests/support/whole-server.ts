/** `npm start`, as a person types it: web and builder, on the data folder of the environment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Viewer } from '#lib/access.ts'
import { buildWeb } from '../../scripts/up/web-build.ts'
import { sessionOf } from './access/people.ts'
import { until } from './until.ts'

export type WholeServer = {
  url: string
  /** Starts it and waits until pages are served. */
  start(): Promise<void>
  /** Signals npm, its shell, web and builder, all at once, and waits. */
  end(signal: NodeJS.Signals): Promise<void>
  /** Kills npm, its shell, web and builder with -9. What they had started lives on, as it would. */
  kill(): Promise<void>
  /** The status of a page for a person who is signed in. */
  statusOf(viewer: Viewer, page: string): Promise<number>
  textOf(viewer: Viewer, page: string): Promise<string>
}

/** Builds the pages where they are not built yet. */
export async function prepareServer(): Promise<WholeServer> {
  await buildWeb(() => {})
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  return {
    url,
    async start() {
      const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), SLIPWAY_URL: url } as const
      server = spawn('npm', ['start'], { env, detached: true, stdio: ['ignore', 'ignore', 'inherit'] })
      const isUp = await until(async () => (await fetch(`${url}/healthz`)).status === 200, 120_000)
      if (!isUp) throw new Error('npm start did not serve pages within two minutes.')
    },
    async end(signal) {
      if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return
      const ended = once(server, 'exit')
      process.kill(-server.pid, signal)
      await ended
    },
    async kill() {
      if (!server?.pid) return
      const ended = once(server, 'exit')
      for (const pid of familyOf(server.pid)) process.kill(pid, 'SIGKILL')
      await ended
    },
    async textOf(viewer, page) {
      return (await ask(viewer, page)).text()
    },
    async statusOf(viewer, page) {
      const answer = await ask(viewer, page)
      await answer.arrayBuffer()
      return answer.status
    },
  }

  async function ask(viewer: Viewer, page: string): Promise<Response> {
    const cookie = await sessionOf(viewer.userId)
    return fetch(`${url}${page}`, { headers: { cookie }, redirect: 'manual' })
  }
}

/** A process and its children down to web and builder; not the clients of the engine. */
function familyOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  const own = children.filter(
    (child) => !/wrapper\.sh|docker-buildx/.test(readFileSync(`/proc/${child}/cmdline`, 'utf8')),
  )
  return [pid, ...own.flatMap(familyOf)]
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
