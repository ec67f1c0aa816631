/** Serves files where the steps of builds can reach them. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'

/** `null` is never answered, `undefined` with 404. */
export type Answer = (path: string) => Buffer | string | null | undefined

export type BuildServer = {
  url: string
  /** Paths that were asked for. */
  asked: string[]
  stop: () => Promise<void>
}

/** Starts a server that answers with what `answer` has for a path, as `type` says. */
export function serveBuilds(answer: Answer, type = 'application/octet-stream'): Promise<BuildServer> {
  return serve((pathname, response) => {
    const content = answer(pathname)
    if (content === null) return
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': type })
    response.end(content)
  })
}

/** Starts a server that takes every question and never answers. */
export function leaveBuildsWaiting(): Promise<BuildServer> {
  return serve(() => {})
}

async function serve(
  answer: (pathname: string, response: http.ServerResponse) => void,
): Promise<BuildServer> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://test')
    asked.push(pathname)
    answer(pathname, response)
  })
  await new Promise<void>((resolve) => server.listen(0, buildHost(), resolve))
  const { address, port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://${address}:${port}`, asked, stop }
}

/** The address of this machine that build steps reach: as the sample package index's, else the bridge's own. */
function buildHost(): string {
  if (process.env.SLIPWAY_BUILD_NETWORK === 'host') return '127.0.0.1'
  const { SLIPWAY_PIP_INDEX_URL: index } = process.env
  const host = index && new URL(index).hostname
  if (host && /^[\d.]+$/.test(host)) return host
  const bridge = networkInterfaces().docker0?.find(({ family }) => family === 'IPv4')?.address
  if (bridge) return bridge
  throw new Error('No address was found that build steps can reach.')
}
