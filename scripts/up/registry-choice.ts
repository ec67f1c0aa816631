/** Which registry keeps the built images: the given one, else ours. */
import type { Distribution } from './apt/distribution.ts'
import type { Engine } from './engine/choose.ts'
import type { House } from './house.ts'
import { startRegistry, startRegistryContainer, stopRegistry, stopRegistryContainer } from './registry.ts'

export type Registry = { host: string; isOurs: boolean; stop: () => Promise<void> }

type Means = {
  house: House
  distribution: Distribution | undefined
  packages: () => Promise<string>
  engine: () => Promise<Engine>
}

/** SLIPWAY_REGISTRY as it is; else a process from Debian's package, else a container. */
export async function chooseRegistry({ house, distribution, packages, engine }: Means): Promise<Registry> {
  const given = process.env.SLIPWAY_REGISTRY
  if (given) return { host: given, isOurs: false, stop: async () => {} }
  if (distribution) {
    const host = await startRegistry(house, await packages())
    return { host, isOurs: true, stop: () => stopRegistry(house) }
  }
  const { docker, dockerHost } = await engine()
  if (!docker)
    throw new Error(
      'The registry needs the docker command to run as a container: install it, or set SLIPWAY_REGISTRY.',
    )
  const host = await startRegistryContainer(house, docker, dockerHost)
  return { host, isOurs: true, stop: () => stopRegistryContainer(house, docker, dockerHost) }
}
