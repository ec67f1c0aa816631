/** Fetches Debian packages and unpacks them into the data folder. Nothing is installed on the machine. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run, succeeds } from '../exec.ts'
import type { House } from '../house.ts'
import { type Distribution, mainMirror } from './distribution.ts'
import { renderSource, type Source } from './sources.ts'

/** The engine proper. Where the own release lacks docker-buildx, the next one's need only libc 2.34 or newer. */
const engineNames = ['docker.io', 'docker-buildx', 'docker-cli']
const otherNames = ['containerd', 'runc', 'tini', 'docker-registry']
const nextRelease: Record<string, string> = { bookworm: 'trixie' }

/** Folder with the unpacked engine and registry, like a root directory. Fetched once per data folder. */
export async function fetchPackages(house: House, distribution: Distribution, signal?: AbortSignal) {
  const target = house.place('engine', 'root')
  if (existsSync(target)) return target
  const work = house.place('engine', 'apt')
  rmSync(work, { recursive: true, force: true })
  for (const name of ['lists/partial', 'cache/archives/partial', 'debs', 'root']) {
    mkdirSync(path.join(work, name), { recursive: true })
  }
  await download(work, distribution, signal)
  const debs = readdirSync(path.join(work, 'debs')).map((name) => path.join(work, 'debs', name))
  await Promise.all(debs.map((deb) => run('dpkg', ['-x', deb, path.join(work, 'root')], { signal })))
  renameSync(path.join(work, 'root'), target)
  rmSync(work, { recursive: true })
  return target
}

/** True where the release has an engine that is new enough, its own or the next one's. */
export function hasEnginePackages({ id, version }: Distribution): boolean {
  return Number(version) >= (id === 'debian' ? 12 : 22.04)
}

async function download(work: string, distribution: Distribution, signal?: AbortSignal) {
  const next = nextRelease[distribution.codename]
  const config = path.join(work, 'apt.conf')
  writeFileSync(config, configuration(work))
  writeFileSync(
    path.join(work, 'pins'),
    next ? `Package: *\nPin: release n=${next}\nPin-Priority: 100\n` : '',
  )
  writeFileSync(
    path.join(work, 'list.sources'),
    [...distribution.sources, ...(next ? [nextSource(distribution, next)] : [])].map(renderSource).join('\n'),
  )
  const env = { ...process.env, APT_CONFIG: config, LC_ALL: 'C' }
  await run('apt-get', ['-q', 'update'], { env, signal, timeout: 180_000 })
  // Ubuntu has the docker command in docker.io, Debian in a package of its own.
  const hasCli = await succeeds('apt-cache', ['show', 'docker-cli'], { env })
  const engine = engineNames.filter((name) => hasCli || name !== 'docker-cli')
  const names = [...engine.map((name) => (next ? `${name}/${next}` : name)), ...otherNames]
  await run('apt-get', ['-q', 'download', ...names], { env, signal, cwd: path.join(work, 'debs') })
}

/** The machine's own main source, for the next release. */
function nextSource(distribution: Distribution, next: string): Source {
  const { uri } = mainMirror(distribution)
  const source = distribution.sources.find(({ uris }) => uris.includes(uri))
  return { uris: [uri], suites: [next], components: ['main'], options: source?.options ?? {} }
}

/** Read after the machine's configuration, so its proxies hold; lists, caches and sources are ours. */
function configuration(work: string): string {
  const sandbox = process.getuid?.() === 0 ? 'APT::Sandbox::User "root";' : ''
  return `Dir::State::Lists "${work}/lists"; Dir::Cache "${work}/cache";
Dir::Etc::SourceList "${work}/list.sources"; Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "${work}/pins"; Dir::Etc::PreferencesParts "/dev/null";
Acquire::Languages "none"; Acquire::Retries "3"; APT::Update::Error-Mode "any"; ${sandbox}
`
}
