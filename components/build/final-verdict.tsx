import Link from 'next/link'
import type { ReactNode } from 'react'
import type { BuildDetail } from '#db/queries/builds.ts'
import type { Verdict as FinalState } from '#lib/builds/state.ts'
import { Digest, Reference } from '../reference.tsx'
import { Duration } from '../time.tsx'
import { FormLines } from './form-lines.tsx'
import { Quote } from './quote.tsx'
import { Verdict } from './verdict.tsx'

type Props = { build: BuildDetail; state: FinalState; askedBy: ReactNode }

/** How a build ended: the sentence, what to do about it, what came of it. */
export function FinalVerdict({ build, state, askedBy }: Props) {
  const { startedAt, finishedAt } = build
  const took = startedAt !== null && finishedAt !== null ? finishedAt - startedAt : null
  return (
    <Verdict
      state={state}
      sentence={<span role="status">{sentences[state](build)}</span>}
      facts={
        <>
          {askedBy}
          {took !== null && (
            <>
              {' · took '}
              <Duration ms={took} />
            </>
          )}
        </>
      }
    >
      {state === 'succeeded' ? <Published build={build} /> : <WhatToDo build={build} />}
    </Verdict>
  )
}

const sentences: Record<FinalState, (build: BuildDetail) => ReactNode> = {
  succeeded: ({ imageName }) => (
    <>
      Published:{' '}
      <Link prefetch={false} href={`/images/${imageName}`} className="link">
        In the catalogue
      </Link>
    </>
  ),
  failed: ({ diagnosis }) => diagnosis?.summary ?? 'The build failed. The log says why.',
  cancelled: ({ cancelRequestedBy }) =>
    `Cancelled by ${cancelRequestedBy ?? 'someone who is not here any more'}.`,
  interrupted: ({ diagnosis }) => diagnosis?.summary ?? 'The build was interrupted before it could end.',
}

function Published({ build: { reference, digest } }: { build: BuildDetail }) {
  return (
    <>
      {reference && <Reference value={reference} />}
      {digest && (
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-muted">Digest</span>
          <Digest value={digest} />
        </p>
      )}
    </>
  )
}

function WhatToDo({ build: { diagnosis, spec } }: { build: BuildDetail }) {
  if (!diagnosis) return null
  return (
    <>
      <FormLines diagnosis={diagnosis} spec={spec} />
      <p>{diagnosis.advice}</p>
      {diagnosis.quote && <Quote lines={diagnosis.quote} />}
    </>
  )
}
