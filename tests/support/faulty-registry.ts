/** A faulty registry of ours: stands in front of the real one, passes on what comes, and fails where it is told to. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { listen } from './locked-registry.ts'

/**
 * `hang`: the request is taken and never answered. `hold`: it waits until the registry is mended. `break`: the connection
 * ends in its middle. A number: that status.
 */
export type Fault = 'hang' | 'hold' | 'break' | number
export type Asked = { method: string; path: string; agent: string }

export type FaultyRegistry = {
  host: string
  /** What is asked from now on fails as `choose` says; null passes. */
  fail(choose: (asked: Asked) => Fault | null): void
  /** Passes everything from now on, and what it held. What hangs goes on hanging. */
  mend(): void
  /** Requests that met a fault since it was told to fail. */
  failed: Asked[]
  close(): Promise<void>
}

/** In front of `registry` (host:port). */
export async function startFaultyRegistry(registry: string): Promise<FaultyRegistry> {
  const failed: Asked[] = []
  const held: (() => void)[] = []
  let choose: (asked: Asked) => Fault | null = () => null
  const server = createServer((asked, answer) => {
    const what = {
      method: asked.method ?? '',
      path: asked.url ?? '',
      agent: asked.headers['user-agent'] ?? '',
    }
    const fault = choose(what)
    if (fault === null) return pass(registry, asked, answer)
    failed.push(what)
    if (fault === 'hold') held.push(() => pass(registry, asked, answer))
    else commit(fault, asked, answer)
  })
  const { host, close } = await listen(server)
  return {
    ...{ host, close, failed },
    fail(next) {
      failed.length = 0
      choose = next
    },
    mend: () => {
      choose = () => null
      for (const letGo of held.splice(0)) letGo()
    },
  }
}

/** Whether something is being pushed: layers, or the manifest that names them. */
export function isPush({ method }: Asked): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH'
}

function commit(fault: Exclude<Fault, 'hold'>, asked: IncomingMessage, answer: ServerResponse): void {
  if (fault === 'hang') asked.resume()
  else if (fault === 'break') breakOff(asked)
  else refuse(fault, asked, answer)
}

function breakOff(asked: IncomingMessage): void {
  asked.once('data', () => asked.socket.destroy())
  asked.once('end', () => asked.socket.destroy())
}

/** In the words of the distribution specification. */
function refuse(status: number, asked: IncomingMessage, answer: ServerResponse): void {
  asked.resume()
  const code = { 401: 'UNAUTHORIZED', 403: 'DENIED', 404: 'NAME_UNKNOWN', 429: 'TOOMANYREQUESTS' }[status]
  const login = status === 401 ? { 'www-authenticate': 'Basic realm="faulty"' } : {}
  answer.writeHead(status, { 'content-type': 'application/json', ...login })
  answer.end(JSON.stringify({ errors: [{ code: code ?? 'UNKNOWN', message: 'a fault on purpose' }] }))
}

function pass(registry: string, asked: IncomingMessage, answer: ServerResponse): void {
  const [hostname, port] = registry.split(':')
  const { method, url: path } = asked
  // Without the login: the real one wants none. The host stays, so that the places it names lead back here.
  const { authorization: _, ...headers } = asked.headers
  const passed = request({ hostname, port, path, method, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(answer)
  })
  passed.on('error', () => answer.destroy())
  answer.on('close', () => passed.destroy())
  asked.pipe(passed)
}
