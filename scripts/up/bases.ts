/** Which base images the forms offer. */
import type { Distribution } from './apt/distribution.ts'
import type { Engine } from './engine/choose.ts'
import type { House } from './house.ts'
import type { Registry } from './registry-choice.ts'
import {
  hasSampleBase,
  makeSampleBase,
  publicBases,
  pushSampleBase,
  reachesPublicRegistry,
  sampleReference,
} from './sample-base.ts'

type Means = { house: House; distribution: Distribution | undefined; signal: AbortSignal }
type Say = (detail: string) => void

/** References of the offered base images: the environment's, public ones, or one that is made here. */
export async function chooseBases(means: Means, from: { engine: Engine; registry: Registry }, say: Say) {
  const given = process.env.SLIPWAY_BASE_IMAGES
  if (given) {
    say('from SLIPWAY_BASE_IMAGES')
    return given.split(',').filter(Boolean)
  }
  if (await reachesPublicRegistry(means.house, from.engine.buildx)) {
    say('public ones')
    return publicBases
  }
  return ownBase(means, from.registry, say)
}

async function ownBase({ house, distribution, signal }: Means, registry: Registry, say: Say) {
  if (!distribution || !registry.isOurs) {
    say('none: no public registry answers')
    return []
  }
  const reference = sampleReference(registry.host, distribution)
  if (!(await hasSampleBase(registry.host, distribution))) {
    say('making one')
    const tar = await makeSampleBase({ house, distribution, signal })
    await pushSampleBase(registry.host, distribution, tar)
  }
  say(`${reference}, made here`)
  return [reference]
}
