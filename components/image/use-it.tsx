import { pinned } from '#lib/images/reference.ts'
import { Notice } from '../ui/notice.tsx'
import { Command } from './command.tsx'

type Props = { image: { reference: string | null; gpuReference: string | null; digest: string | null } }

/** How to run, pull and build upon an image, pinned to its digest. */
export function UseIt({ image: { reference, gpuReference, digest } }: Props) {
  if (!reference) return null
  return (
    <section aria-labelledby="use-it" className="panel grid min-w-0 gap-4 p-4 sm:p-6">
      <h2 id="use-it">Use it</h2>
      <Commands reference={digest ? pinned(reference, digest) : reference} />
      {gpuReference && (
        <>
          <h3>On a GPU</h3>
          <Commands reference={gpuReference} flags="--gpus all " />
        </>
      )}
      {!digest && (
        <Notice tone="warning">
          <p>The digest is not known, so what this reference means may change in its registry.</p>
        </Notice>
      )}
    </section>
  )
}

function Commands({ reference, flags = '' }: { reference: string; flags?: string }) {
  return (
    <div className="grid gap-3">
      <Command label="Run" text={`docker run --rm -it ${flags}${reference}`} />
      <Command label="Pull" text={`docker pull ${reference}`} />
      <Command label="Dockerfile" text={`FROM ${reference}`} />
    </div>
  )
}
