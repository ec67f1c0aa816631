import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { simpleSolve } from '@conda-org/rattler'
import { type Channel, type Repodata, subdirs } from './channels.ts'
import type { Installed } from './prefix.ts'
import type { Specification } from './specification.ts'

/** A chosen package: its file below the channel's address. */
export type Choice = { channel: Channel; subdir: string; file: string }

/**
 * Solves with rattler. It cannot read `channel::name`, so it is given the channels' repodata from a server of ours,
 * in which a package that is bound to one channel stands in no other. Throws rattler's own words as an Error.
 */
export async function solve(
  wanted: readonly Specification[],
  channels: readonly Channel[],
  installed: readonly Installed[],
): Promise<Choice[]> {
  const server = await serve(channels.map((channel) => prune(channel, wanted)))
  const { port } = server.address() as AddressInfo
  const urls = channels.map((_, index) => `http://127.0.0.1:${port}/${index}`)
  const asked = new Set(wanted.map(({ name }) => name))
  const kept = installed.filter(({ name }) => !asked.has(name)).map(({ name }) => name)
  const specs = [...wanted.map(({ forSolver }) => forSolver), ...kept]
  try {
    const solved = await simpleSolve(specs, urls, [...subdirs], installed.map(locked))
    return solved.map(({ url, filename }) => choiceOf(channels, url, filename))
  } catch (error) {
    throw new Error(String(error))
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

function prune(channel: Channel, wanted: readonly Specification[]): Channel['repodata'] {
  const elsewhere = wanted.filter((spec) => spec.channel !== undefined && spec.channel !== channel.name)
  const names = new Set(elsewhere.map(({ name }) => name))
  const without = (records: Repodata['packages']) =>
    Object.fromEntries(Object.entries(records).filter(([, { name }]) => !names.has(name)))
  const pruned = subdirs.map((subdir) => {
    const { packages = {}, 'packages.conda': newer = {} } = channel.repodata[subdir] ?? {}
    return [subdir, { packages: without(packages), 'packages.conda': without(newer) }] as const
  })
  return Object.fromEntries(pruned)
}

function serve(channels: readonly Channel['repodata'][]): Promise<Server> {
  const server = createServer((request, response) => {
    const [, index, subdir] = /^\/(\d+)\/([\w-]+)\/repodata\.json$/.exec(request.url ?? '') ?? []
    const repodata = channels[Number(index)]?.[subdir ?? '']
    response.writeHead(repodata ? 200 : 404, { 'content-type': 'application/json' })
    response.end(repodata && JSON.stringify({ info: { subdir }, repodata_version: 1, ...repodata }))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** What is installed, in the shape of rattler's own answers. */
function locked({ url, name, version, build, build_number, depends, subdir, fn }: Installed) {
  return {
    ...{ url, packageName: name, version, build, buildNumber: build_number, depends, subdir },
    filename: fn,
  }
}

function choiceOf(channels: readonly Channel[], url: string, file: string): Choice {
  const [, index, subdir = ''] = /^http:\/\/127\.0\.0\.1:\d+\/(\d+)\/([\w-]+)\//.exec(url) ?? []
  const channel = index === undefined ? undefined : channels[Number(index)]
  if (channel) return { channel, subdir, file }
  const [place = '', folder = ''] = [url.split('/').slice(0, -2).join('/'), url.split('/').at(-2)]
  return { channel: { name: place, url: place, repodata: {} }, subdir: folder, file }
}
