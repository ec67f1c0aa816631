/** The base images that the forms offer: well-known public ones, or a Debian made here where none can be reached. */
import { rmSync } from 'node:fs'
import { type Distribution, mainMirror } from './apt/distribution.ts'
import { ensureTools } from './apt/tools.ts'
import { run, succeeds } from './exec.ts'
import type { House } from './house.ts'
import { probe } from './probes.ts'
import { hasTag } from './registry.ts'

export const publicBases = [
  'python:3.13-slim-bookworm',
  'debian:bookworm-slim',
  'quay.io/jupyter/minimal-notebook:latest',
  'condaforge/miniforge3:latest',
]

/** Lists, manuals and translations that a base image has no use for, as in the official slim images. */
const left = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*', '/usr/share/info/*']

type Making = { house: House; distribution: Distribution; signal?: AbortSignal }
type Engine = { dockerHost: string; docker: string }

/** True where a public registry answers the engine's client within 8 s. Remembered for a day. */
export function reachesPublicRegistry(house: House, buildx: string): Promise<boolean> {
  return probe(house, 'public registry', () =>
    succeeds(buildx, ['imagetools', 'inspect', 'debian:bookworm-slim'], { timeout: 8_000 }),
  )
}

/** Repository and tag of the sample base in the local registry, such as `samples/debian-python` and `12`. */
export function sampleBase({ id, version }: Distribution): { repository: string; tag: string } {
  return { repository: `samples/${id}-python`, tag: version }
}

/** True where an earlier run has pushed the sample base already. */
export function hasSampleBase(registry: string, distribution: Distribution): Promise<boolean> {
  const { repository, tag } = sampleBase(distribution)
  return hasTag(registry, repository, tag)
}

/** Makes the root file system of the sample base: the machine's own release with Python and pip. A tar file. */
export async function makeSampleBase({ house, distribution, signal }: Making): Promise<string> {
  await ensureTools(['mmdebstrap'], signal)
  const { uri, components } = mainMirror(distribution)
  const tar = house.place('engine', 'base.tar')
  rmSync(tar, { force: true })
  const options = ['force-unsafe-io', ...left.map((folder) => `path-exclude=${folder}`)]
  const args = [
    '--variant=minbase',
    '--include=python3,python3-pip,ca-certificates',
    `--components=${components.join(',')}`,
    ...options.map((option) => `--dpkgopt=${option}`),
    ...[distribution.codename, tar, uri],
  ]
  await run('mmdebstrap', args, { signal, env: { ...process.env, LC_ALL: 'C' } })
  return tar
}

/** Turns the tar file into an image, pushes it and removes the file. Returns the reference. */
export async function pushSampleBase(
  making: Making,
  tar: string,
  to: Engine & { registry: string },
): Promise<string> {
  const { repository, tag } = sampleBase(making.distribution)
  const reference = `${to.registry}/${repository}:${tag}`
  const env = { ...process.env, DOCKER_HOST: to.dockerHost }
  const changes = [
    'CMD ["python3"]',
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8',
  ]
  const change = changes.flatMap((line) => ['--change', line])
  await run(to.docker, ['import', ...change, tar, reference], { env, signal: making.signal })
  rmSync(tar)
  await run(to.docker, ['push', '--quiet', reference], { env, signal: making.signal })
  return reference
}
