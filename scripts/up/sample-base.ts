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

/** Manuals and translations have no place in a base image; copyright notes stay, as in the official slim ones. */
const left = ['/usr/share/man/*', '/usr/share/locale/*', '/usr/share/info/*', '/usr/share/doc/*']
const kept = '/usr/share/doc/*/copyright'

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
  const args = [
    '--variant=minbase',
    '--include=python3,python3-pip,ca-certificates',
    `--components=${components.join(',')}`,
    '--dpkgopt=force-unsafe-io',
    `--customize-hook=${slimDown()}`,
    ...[distribution.codename, tar, uri],
  ]
  // Not the machine's own Python, which mmdebstrap's helpers would find through the PATH.
  const env = { ...process.env, LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }
  await run('mmdebstrap', args, { signal, env })
  return tar
}

/** Pushes the root file system as an image and removes the files. */
export async function pushSampleBase(registry: string, distribution: Distribution, tar: string) {
  const target = { registry, repository: repositoryOf(distribution), tag: distribution.version }
  await pushImage(target, { tar, env: [`PATH=${path}`, 'LANG=C.UTF-8'], cmd: ['python3'] })
  rmSync(tar)
  rmSync(`${tar}.gz`)
}

/** A shell command on `$1`, the root: what mmdebstrap would filter package by package goes in one sweep. */
function slimDown(): string {
  const folders = left.map((pattern) => `"$1"${pattern.replace('/*', '')}`).join(' ')
  const rules = [...left.map((pattern) => `path-exclude=${pattern}`), `path-include=${kept}`]
  const file = '"$1"/etc/dpkg/dpkg.cfg.d/slim'
  return `find ${folders} \\( -type f -o -type l ! -path '*/doc/*' \\) ! -name copyright -delete; printf '%s\\n' ${rules.map((rule) => `'${rule}'`).join(' ')} > ${file}`
}

function repositoryOf({ id }: Distribution): string {
  return `samples/${id}-python`
}
