/** The base images that the forms offer: well-known public ones, or a Debian made here where none can be reached. */
import { rmSync } from 'node:fs'
import { type Distribution, mainMirror } from './apt/distribution.ts'
import { ensureTools } from './apt/tools.ts'
import { run, succeeds } from './exec.ts'
import type { House } from './house.ts'
import { probe } from './probes.ts'
import { pushImage } from './push-image.ts'
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
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** True where a public registry answers the engine's client within 8 s. Remembered for a day. */
export function reachesPublicRegistry(house: House, buildx: string): Promise<boolean> {
  return probe(house, 'public registry', () =>
    succeeds(buildx, ['imagetools', 'inspect', 'debian:bookworm-slim'], {
      env: { ...process.env, BUILDX_CONFIG: house.place('engine', 'buildx') },
      timeout: 8_000,
    }),
  )
}

/** Reference of the sample base, such as `127.0.0.1:5100/samples/debian-python:12`. */
export function sampleReference(registry: string, distribution: Distribution): string {
  return `${registry}/${repositoryOf(distribution)}:${distribution.version}`
}

/** True where an earlier run has pushed the sample base already. */
export function hasSampleBase(registry: string, distribution: Distribution): Promise<boolean> {
  return hasTag(registry, repositoryOf(distribution), distribution.version)
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

/** Pushes the root file system as an image and removes the files. */
export async function pushSampleBase(registry: string, distribution: Distribution, tar: string) {
  const target = { registry, repository: repositoryOf(distribution), tag: distribution.version }
  await pushImage(target, { tar, env: [`PATH=${path}`, 'LANG=C.UTF-8'], cmd: ['python3'] })
  rmSync(tar)
  rmSync(`${tar}.gz`)
}

function repositoryOf({ id }: Distribution): string {
  return `samples/${id}-python`
}
