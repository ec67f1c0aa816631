/** What a registry says of an image, in the form in which it is kept. */
import type { ImageFacts } from './types.ts'

type Inspected = { digest: string; platforms: readonly string[]; user: string; env: Record<string, string> }

/** Facts of an image that was looked up; what a registry tells is cut to what people can read. */
export function factsOf({ digest, platforms, user, env }: Inspected, size: number): ImageFacts {
  // An index lists its attestations as images of a platform that does not exist.
  const real = platforms.filter((platform) => !/^unknown\//.test(platform))
  return {
    digest,
    size,
    platforms: real.slice(0, 20).map((platform) => platform.slice(0, 60)),
    user: user.slice(0, 100),
    cuda: cudaIn(env),
  }
}

/**
 * The CUDA version that an image names in its environment, null where it names none. NVIDIA's images have both
 * `CUDA_VERSION=12.4.1` and `NVIDIA_REQUIRE_CUDA=cuda>=12.4 brand=…`; the first is what is inside.
 */
export function cudaIn({
  CUDA_VERSION = '',
  NVIDIA_REQUIRE_CUDA = '',
}: Record<string, string>): string | null {
  const inside = /^\d+(\.\d+)*/.exec(CUDA_VERSION.trim())?.[0]
  const required = /\bcuda\s*[<>=]+\s*(\d+(?:\.\d+)*)/i.exec(NVIDIA_REQUIRE_CUDA)?.[1]
  const said = inside ?? required ?? (CUDA_VERSION.trim() || NVIDIA_REQUIRE_CUDA.trim())
  return said.slice(0, 20) || null
}

/** Who containers run as. */
export function userOf({ user }: Pick<ImageFacts, 'user'>): string {
  return /^(|0|root)(:.*)?$/.test(user) ? 'root' : user
}
