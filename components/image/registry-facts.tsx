import { userOf } from '#lib/images/facts.ts'
import type { ImageFacts } from '#lib/images/types.ts'
import { formatBytes } from '../bytes.ts'
import { Fact } from '../ui/facts.tsx'

/** What its registry says of an image, as rows of `Facts`. Nothing where it was not looked up. */
export function RegistryFacts({ facts }: { facts: ImageFacts | null }) {
  if (!facts) return null
  const { size, platforms, cuda } = facts
  return (
    <>
      <Fact label="Size">{size > 0 && `${formatBytes(size)} to pull`}</Fact>
      <Fact label="Platforms">{platforms.join(', ')}</Fact>
      <Fact label="Runs as">{userOf(facts)}</Fact>
      <Fact label="CUDA">{cuda ?? 'None in its environment'}</Fact>
    </>
  )
}
