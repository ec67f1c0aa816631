/** Serves the sample channels where build steps can reach them. */
import { ensureTools } from '../../../scripts/up/apt/tools.ts'
import { type BuildServer, serveBuilds } from '../build-server.ts'
import { makePackage, type Package } from './package.ts'
import { samples } from './samples.ts'

/** `<url>/<channel>/<subdir>/repodata.json` and the packages beside it: `url` is what conda calls the channel alias. */
export async function startChannels(): Promise<BuildServer> {
  await ensureTools(['bzip2'])
  const pages = new Map(Object.entries(samples).flatMap(([channel, list]) => pagesOf(channel, list)))
  return serveBuilds((path) => pages.get(path))
}

function pagesOf(
  channel: string,
  list: (typeof samples)[string],
): [path: string, content: Buffer | string][] {
  const made = list.map((sample) => makePackage(channel, sample))
  const own = (ending: string) => listed(made.filter(({ file }) => file.endsWith(ending)))
  const repodata = { packages: own('.tar.bz2'), 'packages.conda': own('.conda') }
  const empty = { packages: {}, 'packages.conda': {} }
  return [
    [`/${channel}/noarch/repodata.json`, JSON.stringify(repodata)],
    [`/${channel}/linux-64/repodata.json`, JSON.stringify(empty)],
    [`/${channel}/linux-aarch64/repodata.json`, JSON.stringify(empty)],
    ...made.map(({ file, content }): [string, Buffer] => [`/${channel}/noarch/${file}`, content]),
  ]
}

function listed(packages: Package[]) {
  return Object.fromEntries(packages.map(({ file, record }) => [file, record]))
}
