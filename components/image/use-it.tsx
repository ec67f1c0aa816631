import { pinned } from '#lib/images/reference.ts'
import { Notice } from '../ui/notice.tsx'
import { Command } from './command.tsx'

type Props = {
  image: {
    reference: string | null
    digest: string | null
    gpuReference: string | null
    gpuDigest: string | null
  }
}

/** How to run, pull and build upon an image, pinned to its digest. */
export function UseIt({ image: { reference, digest, gpuReference, gpuDigest } }: Props) {
  if (!reference) return null
  return (
    <section aria-labelledby="use-it" className="panel grid min-w-0 gap-4 p-4 sm:p-6">
      <h2 id="use-it">Use it</h2>
      <Commands reference={reference} digest={digest} />
      {gpuReference && (
        <>
          <h3>On a GPU</h3>
          <Commands reference={gpuReference} digest={gpuDigest} flags="--gpus all " />
        </>
      )}
    </section>
  )
}

type CommandsProps = { reference: string; digest: string | null; flags?: string }

function Commands({ reference, digest, flags = '' }: CommandsProps) {
  const exact = digest ? pinned(reference, digest) : reference
  return (
    <div className="grid gap-3">
      <Command label="Run" text={`docker run --rm -it ${flags}${exact}`} />
      <Command label="Pull" text={`docker pull ${exact}`} />
      <Command label="Dockerfile" text={`FROM ${exact}`} />
      {!digest && (
        <Notice tone="warning">
          <p>The digest is not known, so what this reference means may change in its registry.</p>
        </Notice>
      )}
    </div>
  )
}
