/** Where the label of an image contradicts what the image itself says. Nothing here forbids anything. */
import { plainPlatform } from './platform.ts'
import type { ImageFacts, ImageSource, ImageType } from './types.ts'

export type Labelled = {
  source: ImageSource
  type: ImageType
  gpuReference: string | null
  /** Null: not known, and so nothing is said of it. */
  facts: ImageFacts | null
  gpuFacts: ImageFacts | null
}

/** Each doubt in words: what contradicts what, and what to do. `enginePlatforms` is empty where it is not known. */
export function labelDoubts(image: Labelled, enginePlatforms: readonly string[] = []): string[] {
  const { facts, gpuFacts } = image
  const sameFault = facts && gpuFacts && String(facts.platforms) === String(gpuFacts.platforms)
  return [
    typeDoubt(image),
    facts && platformDoubt(facts, enginePlatforms, 'It'),
    gpuFacts && !sameFault && platformDoubt(gpuFacts, enginePlatforms, 'The image for GPU'),
  ].filter((doubt) => typeof doubt === 'string')
}

/** For the notice after saving; the doubts themselves stand on the image's page. */
export function doubtNotice(doubts: readonly string[]): string {
  return doubts.length > 0 ? ' Look at its label: it may not fit the image.' : ''
}

function typeDoubt({ source, type, gpuReference, facts, gpuFacts }: Labelled): string | null {
  if (!facts || (gpuReference !== null && !gpuFacts)) return null
  const cuda = facts.cuda ?? gpuFacts?.cuda
  const other = source === 'custom' ? 'rebuild it on a base for GPUs' : 'give the URL of an image for GPUs'
  if (type === 'cpu' && facts.cuda)
    return `It is labelled cpu, but it names CUDA ${facts.cuda} in its environment, as images for GPUs do. If it needs a GPU, choose gpu; if it runs without one too, universal.`
  if (type === 'gpu' && !facts.cuda)
    return `It is labelled gpu, but it names no CUDA in its environment: programs in it may not find a GPU. Choose cpu, or ${other}.`
  // One URL for both is what universal is without more said; only another one for GPUs claims anything of them.
  if (type === 'universal' && gpuReference !== null && !cuda)
    return `It is labelled universal, but neither of its images names CUDA in its environment: on a GPU it may run as without one. Choose cpu, or ${other}.`
  return null
}

function platformDoubt({ platforms }: ImageFacts, engine: readonly string[], what: string): string | null {
  const runs = new Set(engine.map(plainPlatform))
  if (
    platforms.length === 0 ||
    runs.size === 0 ||
    platforms.some((platform) => runs.has(plainPlatform(platform)))
  )
    return null
  return `${what} is made for ${platforms.join(', ')}, but engines here run ${[...runs].join(', ')}: it cannot be run or built upon there. Look for a tag that is made for that.`
}
