/** Serves the sample channels where build steps can reach them. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { ensureTools } from '../../../scripts/up/apt/tools.ts'
import { makePackage, type Package } from './package.ts'
import { samples } from './samples.ts'

export type Channels = {
  /** What conda calls the channel alias. */
  url: string
  /** Paths that were asked for. */
  asked: string[]
  stop: () => Promise<void>
}

/** Starts the server: `<url>/<channel>/<subdir>/repodata.json` and the packages beside it. */
export async function startChannels(): Promise<Channels> {
  await ensureTools(['bzip2'])
  const pages = new Map(Object.entries(samples).flatMap(([channel, list]) => pagesOf(channel, list)))
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    const page = pages.get(request.url ?? '')
    response.writeHead(page ? 200 : 404)
    response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, buildHost(), resolve))
  const { address, port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://${address}:${port}`, asked, stop }
}

function pagesOf(
  channel: string,
  list: (typeof samples)[string],
): [path: string, content: Buffer | string][] {
  const made = list.map((sample) => makePackage(channel, sample))
  const own = (ending: string) => made.filter(({ file }) => file.endsWith(ending))
  const listed = (packages: Package[]) =>
    Object.fromEntries(packages.map(({ file, record }) => [file, record]))
  const repodata = { packages: listed(own('.tar.bz2')), 'packages.conda': listed(own('.conda')) }
  const empty = { packages: {}, 'packages.conda': {} }
  return [
    [`/${channel}/noarch/repodata.json`, JSON.stringify(repodata)],
    ...['linux-64', 'linux-aarch64'].map((subdir) => pageOf(`/${channel}/${subdir}/repodata.json`, empty)),
    ...made.map(({ file, content }): [string, Buffer] => [`/${channel}/noarch/${file}`, content]),
  ]
}

function pageOf(path: string, content: object): [string, string] {
  return [path, JSON.stringify(content)]
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
