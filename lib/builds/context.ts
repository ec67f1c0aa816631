/**
 * A build spec becomes a build context: list files with the user's text and a Dockerfile without any.
 * The Dockerfile depends only on which lists exist, the pinned base, and the base's own user and conda folder,
 * which passed strict patterns here. Measured template and traps: docs/decisions/0002-build-context.md.
 */
import { createHash } from 'node:crypto'
import { aptArguments } from '#lib/images/apt.ts'
import { condaArguments } from '#lib/images/conda.ts'
import { digestPattern } from '#lib/images/digest.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import {
  aptConf,
  aptScript,
  collectScript,
  condarc,
  condaScript,
  pipConf,
  pipScript,
} from './context-scripts.ts'

/** What the inspection said of the base: `name` without tag, `digest` to pin, `user` and `env` of its config. */
export type PinnedBase = { name: string; digest: string; user: string; env: Record<string, string> }

export type ContextOptions = {
  pipIndexUrl?: string | undefined
  condaChannelAlias?: string | undefined
  /** Who shares package caches. What a base runs by itself can name a cache, so this must not be guessed. */
  trustDomain?: string | undefined
}

/** File name → text. */
export type BuildContext = Record<string, string>

/** Thrown for a base that cannot be built upon; the message says why. */
export class UnusableBase extends Error {
  override name = 'UnusableBase'
}

const userPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/
const folderPattern = /^(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/
const namePattern = /^[a-z0-9][A-Za-z0-9_./:-]*$/

/** Writes the context of one build. Throws UnusableBase when the base's own facts are not plain. */
export function buildContext(spec: BuildSpec, base: PinnedBase, options: ContextOptions = {}): BuildContext {
  const conda = condaArguments(spec.conda)
  const lists: BuildContext = {}
  if (hasLines(spec.apt)) {
    Object.assign(lists, {
      'apt.txt': lines(aptArguments(spec.apt)),
      'apt.sh': aptScript,
      'apt.conf': aptConf,
    })
  }
  if (conda.specs.length > 0) {
    const texts = { 'conda.txt': lines(conda.specs), 'conda-channels.txt': lines(conda.channels) }
    Object.assign(lists, texts, { 'conda.sh': condaScript, condarc: condarc(options.condaChannelAlias) })
  }
  if (hasLines(spec.pip)) {
    Object.assign(lists, {
      'pip.txt': `${spec.pip}\n`,
      'pip.sh': pipScript,
      'pip.conf': pipConf(options.pipIndexUrl),
    })
  }
  const cache = createHash('sha256')
    .update(`${options.trustDomain ?? 'system'}\n${spec.base}`)
    .digest('hex')
    .slice(0, 12)
  return { Dockerfile: dockerfile(Object.keys(lists), base, cache), ...lists }
}

/** A context that copies out what a pushed image says is installed in it; nothing of it gets into the image. */
export function manifestContext(name: string, digest: string): BuildContext {
  const image = `${plain(name, namePattern, 'name')}@${plain(digest, digestPattern, 'digest')}`
  const collect = [`FROM ${image} AS collect`, 'USER root', run('collect.sh', [], [])]
  const manifest = ['FROM scratch', 'COPY --from=collect /slipway-manifest/ /', '']
  return { Dockerfile: [...collect, ...manifest].join('\n'), 'collect.sh': collectScript }
}

/** The whole Dockerfile. `files` are names of this module's own making; `cache` keeps unlike bases and owners apart. */
function dockerfile(files: string[], base: PinnedBase, cache: string): string {
  const name = plain(base.name, namePattern, 'name')
  const digest = plain(base.digest, digestPattern, 'digest')
  const steps = [
    [
      'apt.sh',
      ['apt.conf', 'apt.txt'],
      [`apt-${cache}`, '/var/cache/apt'],
      [`apt-lists-${cache}`, '/var/lib/apt/lists'],
    ],
    ['conda.sh', ['condarc', 'conda-channels.txt', 'conda.txt'], [`conda-${cache}`, condaPackages(base.env)]],
    ['pip.sh', ['pip.conf', 'pip.txt'], [`pip-${cache}`, '/run/slipway/pip-cache']],
  ] as const
  const runs = steps
    .filter(([script]) => files.includes(script))
    .map(([script, inputs, ...caches]) => run(script, inputs, caches))
  const user = base.user === '' ? [] : [`USER ${plain(base.user, userPattern, 'user')}`]
  return [`FROM ${name}@${digest} AS image`, 'USER root', 'ARG SLIPWAY_REFRESH', ...runs, ...user, ''].join(
    '\n',
  )
}

function run(
  script: string,
  inputs: readonly string[],
  caches: readonly (readonly [string, string])[],
): string {
  const binds = [script, ...inputs].map(
    (file) => `--mount=type=bind,source=${file},target=/run/slipway/${file}`,
  )
  const mounts = caches.map(
    ([id, target]) => `--mount=type=cache,id=slipway-${id},target=${target},sharing=locked`,
  )
  return `RUN ${[...binds, ...mounts].join(' ')} ["/bin/sh", "/run/slipway/${script}"]`
}

function condaPackages(env: Record<string, string>): string {
  const folder = env.CONDA_DIR ?? '/opt/conda'
  return `${plain(folder, folderPattern, 'CONDA_DIR')}/pkgs`
}

function plain(value: string, pattern: RegExp, what: string): string {
  if (pattern.test(value)) return value
  throw new UnusableBase(
    `The base image's ${what} is not a plain one: ${JSON.stringify(value.slice(0, 80))}.`,
  )
}

function hasLines(text: string): boolean {
  return text.split('\n').some((line) => line.trim() !== '' && !line.trim().startsWith('#'))
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('')
}
