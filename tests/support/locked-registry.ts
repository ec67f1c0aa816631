/** The real registry behind a door that asks for a user name and a password, or never answers. */
import { createServer, request, type Server } from 'node:http'

export type LockedRegistry = { host: string; close(): Promise<void> }

export const key = { username: 'reader', password: 'open sesame' }

/** Passes on to `registry` (host:port) what comes with the key, and answers 401 to everything else. */
export async function lockRegistry(registry: string, fitting = key): Promise<LockedRegistry> {
  const wanted = `Basic ${Buffer.from(`${fitting.username}:${fitting.password}`).toString('base64')}`
  const [hostname, port] = registry.split(':')
  return listen(
    createServer((asked, answer) => {
      if (asked.headers.authorization !== wanted) {
        answer.writeHead(401, { 'www-authenticate': 'Basic realm="locked"' }).end()
        return
      }
      const { authorization: _, ...headers } = asked.headers
      const passed = request({ hostname, port, path: asked.url, method: asked.method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      })
      asked.pipe(passed)
    }),
  )
}

/** Takes connections and never answers. */
export function silentRegistry(): Promise<LockedRegistry> {
  return listen(createServer(() => {}))
}

/** Serves on a free port of this machine. */
export function listen(server: Server): Promise<LockedRegistry> {
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve({ host: `127.0.0.1:${address.port}`, close })
    })
  })
}
