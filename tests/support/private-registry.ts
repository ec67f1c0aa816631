/** A registry on this machine that wants a login, as far as a login can be tried at it. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export const login = { username: 'bot', password: 'correct-horse' }

/** Starts it; `host` is as in references. */
export async function startPrivateRegistry(): Promise<{ host: string; server: Server }> {
  const expected = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
  const server = createServer(({ headers }, response) => {
    const isKnown = headers.authorization === expected
    response
      .writeHead(isKnown ? 200 : 401, isKnown ? {} : { 'www-authenticate': 'Basic realm="private"' })
      .end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
