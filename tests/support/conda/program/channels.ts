import type { Settings } from './settings.ts'

export type PackageRecord = {
  name: string
  version: string
  build: string
  build_number: number
  depends: string[]
  subdir: string
  sha256: string
}

export type Repodata = {
  packages: { [file: string]: PackageRecord }
  'packages.conda': { [file: string]: PackageRecord }
}

/** A channel with its repodata, by subdir. */
export type Channel = { name: string; url: string; repodata: { [subdir: string]: Repodata } }

export const subdirs = [process.arch === 'arm64' ? 'linux-aarch64' : 'linux-64', 'noarch'] as const

/** `conda-forge` stands below the alias, an address for itself. */
export function channelUrl(name: string, { channelAlias }: Settings): string {
  return /^https?:\/\//.test(name) ? name.replace(/\/+$/, '') : `${channelAlias.replace(/\/+$/, '')}/${name}`
}

/** Reads a channel's repodata. Throws what conda says of one that is not there or cannot be reached. */
export async function readChannel(name: string, settings: Settings): Promise<Channel> {
  const url = channelUrl(name, settings)
  const read = await Promise.all(
    subdirs.map(async (subdir) => [subdir, await readRepodata(name, url, subdir)] as const),
  )
  return { name, url, repodata: Object.fromEntries(read) }
}

async function readRepodata(name: string, url: string, subdir: string): Promise<Repodata> {
  const file = `${url}/${subdir}/repodata.json`
  const response = await fetch(file).catch(() => {
    throw new Error(`CondaHTTPError: HTTP 000 CONNECTION FAILED for url <${file}>\nElapsed: -`)
  })
  if (response.status === 404) throw new Error(`${missing(name, url)}\n\n${advice}`)
  if (!response.ok) throw new Error(`CondaHTTPError: HTTP ${response.status} for url <${file}>\nElapsed: -`)
  return (await response.json()) as Repodata
}

function missing(name: string, url: string): string {
  return `UnavailableInvalidChannel: HTTP 404 NOT FOUND for channel ${name} <${url}>`
}

const advice = `The channel is not accessible or is invalid.

You will need to adjust your conda configuration to proceed.
Use \`conda config --show channels\` to view your configuration's current state,
and use \`conda config --show-sources\` to view config file locations.`
