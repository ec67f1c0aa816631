/** Builds images for tests and looks into them. */
import { execFileSync } from 'node:child_process'
import type { BuildDetail } from '#db/queries/builds.ts'
import { getImage } from '#db/queries/images.ts'
import { systemViewer } from '#lib/access.ts'
import type { BuildSpec, PackageManager } from '#lib/images/types.ts'
import { queueBuild, someAdministrator, untilFinal } from './builder.ts'

export type Built = BuildDetail & { name: string }

/** Queues the first build of an image and waits for its verdict. */
export async function buildImage(displayName: string, spec: Partial<BuildSpec>): Promise<Built> {
  const { buildId, name } = queueBuild(someAdministrator(), displayName, spec)
  return { ...(await untilFinal(buildId)), name }
}

/** What the catalogue says that a package manager has installed: name → version. */
export function installed({ name }: Built, manager: PackageManager): Record<string, string> {
  const packages = getImage(systemViewer, name)?.published?.packages ?? []
  const own = packages.filter((found) => found.manager === manager)
  return Object.fromEntries(own.map((found) => [found.name, found.version]))
}

/** Runs a shell script in the image that was built. */
export function inImage({ name }: Built, script: string): string {
  const reference = `${process.env.SLIPWAY_REGISTRY}/slipway/${name}@${getImage(systemViewer, name)?.digest}`
  const docker = process.env.TEST_DOCKER ?? 'docker'
  return execFileSync(docker, ['run', '--rm', reference, 'sh', '-c', script], { encoding: 'utf8' })
}

/** What conda was started with last and what it was asked for, from its own history in the image. */
export function condaStarted(built: Built): { command: string; specs: string[] } {
  const history = inImage(built, 'cat /opt/conda/conda-meta/history')
  const [, command = '', specs = '[]'] = /# cmd: (.*)\n# update specs: (.*)\n$/.exec(history) ?? []
  return { command, specs: JSON.parse(specs) }
}
