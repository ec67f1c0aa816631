import type { ImageType } from '#lib/images/types.ts'
import { Notice } from '../ui/notice.tsx'
import { type PullLogin, PullLoginNotice } from './pull-login.tsx'
import { UseCommands } from './use-commands.tsx'

type Props = {
  image: {
    name: string
    type: ImageType
    reference: string | null
    digest: string | null
    gpuReference: string | null
    gpuDigest: string | null
  }
  login: PullLogin | null
}

/** How to run, pull and build upon an image, pinned to its digest; for universal without and with a GPU. */
export function UseIt({ image, login }: Props) {
  const { name, type, reference, digest, gpuReference, gpuDigest } = image
  if (!reference) return null
  const main = { name, reference, digest, login, hasGpu: type === 'gpu' }
  const gpu = gpuReference === null ? { reference, digest } : { reference: gpuReference, digest: gpuDigest }
  const hasVariants = type === 'universal' || gpuReference !== null
  const isUnpinned = digest === null || (gpuReference !== null && gpuDigest === null)
  return (
    <section aria-labelledby="use-it" className="panel grid min-w-0 gap-4 p-4 sm:p-6">
      <h2 id="use-it">Use it</h2>
      {login && <PullLoginNotice login={login} />}
      {isUnpinned && (
        <Notice tone="warning">
          <p>The digest is not known, so what this reference means may change in its registry.</p>
        </Notice>
      )}
      {hasVariants && <h3>Without a GPU</h3>}
      <UseCommands {...main} />
      {hasVariants && (
        <>
          <h3>On a GPU</h3>
          <UseCommands {...main} {...gpu} hasGpu isRepeated={gpuReference === null} />
        </>
      )}
    </section>
  )
}
