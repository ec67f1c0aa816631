/** Everything that Slipway stands on: engine, registry, base images, package index, sign-in provider. */
import type { Step } from '../progress.mjs'
import { readDistribution } from './apt/distribution.ts'
import { fetchPackages } from './apt/packages.ts'
import { chooseBases } from './bases.ts'
import { type Engine, startEngine } from './engine/choose.ts'
import { type House, openHouse } from './house.ts'
import { releaseLock, takeLock } from './lock.ts'
import { chooseProvider, type Provider } from './provider-choice.ts'
import { chooseRegistry, type Registry } from './registry-choice.ts'
import { chooseIndex, type Index } from './sample-index.ts'

export type Options = {
  dataDir: string
  /** Where the web pages will be: the provider sends people back there. */
  webUrl: string
  report?: Step
  /** Gives up starting; what was started is stopped. */
  signal?: AbortSignal
}

export type Parts = {
  /** What Slipway's own processes need in their environment to use the parts. */
  env: Record<string, string>
  engine: Engine
  registry: Registry
  provider: Provider
  /** Stops all of them and waits until they are gone. The data stays. */
  stop: () => Promise<void>
}

const silent: Step = async (_, work) => work(() => {})

/** Starts the parts on a data folder. One at a time may: the Error says who has it. */
export async function startParts({ dataDir, webUrl, report = silent, signal }: Options): Promise<Parts> {
  const house = openHouse(dataDir)
  takeLock(house, webUrl)
  const failure = new AbortController()
  const all = AbortSignal.any([failure.signal, ...(signal ? [signal] : [])])
  const started = start(house, webUrl, { report, signal: all })
  const stop = () => stopAll(house, started)
  try {
    const parts = Object.values(started).map((part) => part.catch(abort))
    await Promise.all(parts)
    all.throwIfAborted()
    const [engine, registry, provider] = [
      await started.engine,
      await started.registry,
      await started.provider,
    ]
    const env = environment(engine, registry, {
      provider,
      index: await started.index,
      bases: await started.bases,
    })
    return { env, engine, registry, provider, stop }
  } catch (error) {
    await stop()
    throw signal?.aborted ? signal.reason : error
  }

  function abort(error: unknown): never {
    failure.abort(error)
    throw error
  }
}

type Started = ReturnType<typeof start>

function start(house: House, webUrl: string, { report, signal }: { report: Step; signal: AbortSignal }) {
  const distribution = readDistribution()
  const packages = once(async () => {
    if (!distribution) throw new Error('This system has no Debian packages.')
    return fetchPackages(house, distribution, signal)
  })
  const engine = report('Engine', async (say) => {
    const value = await startEngine({ house, packages, signal, say })
    const whose = value.adopted
      ? 'private, taken over from a killed run'
      : value.network
        ? 'private'
        : value.dockerHost
    say(`Docker ${value.version.replace(/\+.*/, '')}, ${whose}`)
    return value
  })
  const registry = report('Registry', async (say) => {
    const value = await chooseRegistry({ house, distribution, packages, engine: () => engine })
    say(value.host)
    return value
  })
  const bases = Promise.all([engine, registry]).then(([from, to]) =>
    report('Base images', (say) =>
      chooseBases({ house, distribution, signal }, { engine: from, registry: to }, say),
    ),
  )
  const index = engine.then((from) =>
    report('Package index', (say) => chooseIndex(house, from.network?.gateway, say)),
  )
  const provider = report('Sign-in provider', (say) => chooseProvider(house, webUrl, say))
  return { engine, registry, bases, index, provider }
}

/** Waits for what is still starting, then stops in the order in which they lean on each other. */
async function stopAll(house: House, { engine, registry, bases, index, provider }: Started) {
  await Promise.allSettled([bases])
  const parts = [
    await Promise.allSettled([index, provider]),
    await Promise.allSettled([registry]),
    await Promise.allSettled([engine]),
  ]
  for (const level of parts) {
    await Promise.all(level.map((part) => (part.status === 'fulfilled' ? part.value.stop() : undefined)))
  }
  releaseLock(house)
}

type More = { provider: Provider; index: Index; bases: string[] }

function environment(
  engine: Engine,
  registry: Registry,
  { provider, index, bases }: More,
): Record<string, string> {
  return {
    DOCKER_HOST: engine.dockerHost,
    SLIPWAY_BUILDX: engine.buildx,
    SLIPWAY_BUILD_NETWORK: index.buildNetwork,
    SLIPWAY_REGISTRY: registry.host,
    SLIPWAY_REGISTRY_PREFIX: process.env.SLIPWAY_REGISTRY_PREFIX || 'slipway',
    SLIPWAY_BASE_IMAGES: bases.join(','),
    ...(index.url ? { SLIPWAY_PIP_INDEX_URL: index.url } : {}),
    ...provider.env,
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= work()
    return running
  }
}
