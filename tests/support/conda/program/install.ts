import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Channel, readChannel } from './channels.ts'
import type { Arguments } from './command-line.ts'
import { notFound, unsatisfiable } from './explain.ts'
import { link, readInstalled, unlink, unpack, writeHistory } from './prefix.ts'
import type { Settings } from './settings.ts'
import { type Choice, solve } from './solve.ts'
import { readSpecification, type Specification } from './specification.ts'

/** `conda install`: reads the channels, solves, fetches, links. Throws conda's own words when it cannot. */
export async function install(
  prefix: string,
  { channels, specs }: Arguments,
  settings: Settings,
): Promise<void> {
  const wanted = specs.map(readSpecification)
  // The channel of `channel::name` joins the others, behind them: the order of conda's solver.
  const bound = wanted.flatMap(({ channel }) => channel ?? [])
  const names = [...new Set([...channels, ...settings.channels, ...bound])]
  const read = await Promise.all(names.map((name) => readChannel(name, settings)))
  const choices = await chooseOrExplain(wanted, read, prefix)
  for (const choice of choices) await place(prefix, choice)
  writeHistory(prefix, ['conda', ...process.argv.slice(2)], specs)
}

async function chooseOrExplain(
  wanted: Specification[],
  channels: Channel[],
  prefix: string,
): Promise<Choice[]> {
  const installed = readInstalled(prefix)
  try {
    return await solve(wanted, channels, installed)
  } catch {
    const missing: Specification[] = []
    for (const spec of wanted) {
      const alone = await solve([spec], channels, []).catch((error: Error) => error)
      if (alone instanceof Error && /No candidates were found/.test(alone.message)) missing.push(spec)
    }
    throw new Error(missing.length > 0 ? notFound(missing, channels) : unsatisfiable(wanted, channels))
  }
}

/** Fetches, unpacks and links one package, unless it is there; another version of it goes. */
async function place(prefix: string, { channel, subdir, file }: Choice): Promise<void> {
  const repodata = channel.repodata[subdir]
  const record = repodata?.packages[file] ?? repodata?.['packages.conda'][file]
  if (!record) return
  const url = `${channel.url}/${subdir}/${file}`
  const before = readInstalled(prefix).find(({ name }) => name === record.name)
  if (before?.url === url) return
  const unpacked = await fetchPackage(path.join(prefix, 'pkgs'), { url, file, sha256: record.sha256 })
  if (before) unlink(prefix, before)
  link(prefix, unpacked, { ...record, subdir, fn: file, url, channel: channel.url })
}

type Wanted = { url: string; file: string; sha256: string }

/** The folder of the unpacked package in the cache, which may have it from an earlier build. */
async function fetchPackage(cache: string, { url, file, sha256 }: Wanted): Promise<string> {
  const archive = path.join(cache, `${sha256.slice(0, 12)}-${file}`)
  const folder = archive.replace(/\.(tar\.bz2|conda)$/, '')
  if (existsSync(folder)) return folder
  const response = await fetch(url)
  if (!response.ok) throw new Error(`CondaHTTPError: HTTP ${response.status} for url <${url}>\nElapsed: -`)
  const content = Buffer.from(await response.arrayBuffer())
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    throw new Error(
      `ChecksumMismatchError: Conda detected a mismatch between the expected content and ${url}`,
    )
  mkdirSync(cache, { recursive: true })
  writeFileSync(archive, content)
  await unpack(archive, folder)
  return folder
}
