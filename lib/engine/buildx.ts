/** Starts and stops docker-buildx. A build is a detached process whose output goes to files, never to us. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { config } from '#lib/config.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import type { EngineVariables } from './connect.ts'
import { engineEnvironment } from './environment.ts'

const wrapper = fileURLToPath(new URL('./wrapper.sh', import.meta.url))

export type BuildRun = {
  /** Absolute; `context/` stands in it, the wrapper's files will. */
  folder: string
  buildId: number
  /** Runs every step anew. Never `--no-cache`: that empties the package managers' caches too. */
  isFresh: boolean
  /** References to push, e.g. `registry/prefix/name:3`. */
  tags: string[]
  /** The engine keeps images in containerd: zstd is possible. */
  hasContainerdStore: boolean
  /** From connectEngine, for the docker-config of the folder. */
  engine: EngineVariables | undefined
}

/** Starts a build that outlives this process. Called again for the same folder, it changes nothing. */
export function startBuild(run: BuildRun): void {
  const { folder } = run
  const args = [wrapper, folder, config().SLIPWAY_BUILDX, ...buildArguments(run)]
  const child = spawn('/bin/sh', args, {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
    env: {
      ...engineEnvironment(dockerConfigOf(folder), run.engine),
      SLIPWAY_OUTPUT_BLOCKS: outputBlocks(),
    },
  })
  child.on('error', (error) =>
    console.error('A build could not be started, trying again:', { build: run.buildId }, error),
  )
  child.unref()
}

/** Twice of what the builder allows, which ends the build more gently while it watches. */
function outputBlocks(): string {
  return String(2 * config().SLIPWAY_BUILD_OUTPUT * 2048)
}

/** Everything between `docker-buildx` and the context. */
export function buildArguments(run: Omit<BuildRun, 'engine'>): string[] {
  const { folder, buildId, isFresh, tags, hasContainerdStore } = run
  // `push=` means yes to BuildKit. For `push=true` buildx has the engine push everything once more, and the second
  // push fails now and then where a registry is still writing the first one's tag.
  const output = hasContainerdStore
    ? ['--output', `type=image,"name=${tags.join(',')}",push=,compression=zstd,oci-mediatypes=true`]
    : ['--push', ...tags.flatMap((tag) => ['--tag', tag])]
  return [
    'build',
    '--progress=rawjson',
    `--metadata-file=${folder}/metadata.json`,
    `--network=${config().SLIPWAY_BUILD_NETWORK}`,
    `--label=slipway.build=${buildId}`,
    ...(isFresh ? [`--build-arg=SLIPWAY_REFRESH=${buildId}`] : []),
    '--target=image',
    ...output,
    `${folder}/context`,
  ]
}

/** Signals a build's whole process group. The engine stops its step when the client goes. */
export function signalGroup(group: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-group, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
