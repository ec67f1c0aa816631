/** What an image is made of, as the whole house speaks of it. */

export const imageTypes = ['cpu', 'gpu', 'universal'] as const
export type ImageType = (typeof imageTypes)[number]

export const imageSources = ['existing', 'custom'] as const
export type ImageSource = (typeof imageSources)[number]

/** What one build was asked for: a snapshot, lists as typed, one package a line. */
export type BuildSpec = {
  base: string
  pullSecretId: number | null
  apt: string
  conda: string
  pip: string
  /** What the base may run of its own in this build, word for word; absent where nobody was asked, and so nothing. */
  triggers?: readonly string[]
}

export const packageManagers = ['apt', 'conda', 'pip'] as const
export type PackageManager = (typeof packageManagers)[number]

/** One installed package, as the image itself reported it after its build. */
export type InstalledPackage = { manager: PackageManager; name: string; version: string }

/** What a registry says of an image. `size` in bytes, compressed, of the platform that was looked at; 0 when unknown. */
export type ImageFacts = {
  digest: string
  size: number
  platforms: string[]
  user: string
  /** The CUDA version that the image names in its environment. */
  cuda: string | null
}

/** Where an existing image stands, and what was found there; nulls where it was not looked up. */
export type Registered = {
  reference: string
  gpuReference: string | null
  digest: string | null
  gpuDigest: string | null
  facts: ImageFacts | null
  gpuFacts: ImageFacts | null
  /** Why its registry could not say more just now. */
  fault: string | null
}
