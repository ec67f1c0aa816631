import type { PublishedBuild } from '#db/queries/images.ts'
import { Reference } from '../reference.tsx'
import { AskedFor } from './asked-for.tsx'
import { Installed } from './installed.tsx'

type Props = {
  image: { name: string; reference: string | null; published: PublishedBuild | null }
  search: string
}

/** What was asked for and what is installed; for an image that was not built here, only where it comes from. */
export function WhatIsInside({ image, search }: Props) {
  const { published } = image
  return (
    <section aria-labelledby="inside" className="panel grid min-w-0 gap-5 p-4 sm:p-6">
      <h2 id="inside">What is inside</h2>
      {published ? (
        <>
          <AskedFor spec={published.spec} />
          {published.packages.length > 0 && (
            <Installed path={`/images/${image.name}`} packages={published.packages} search={search} />
          )}
        </>
      ) : (
        <Unknown reference={image.reference} />
      )}
    </section>
  )
}

function Unknown({ reference }: { reference: string | null }) {
  if (!reference) return <p className="text-sm text-muted">Known when the first build has succeeded.</p>
  return (
    <div className="grid gap-2 text-sm">
      <p className="text-muted">
        This image was not built here, so its packages are not known. It is used as it is in its registry:
      </p>
      <Reference value={reference} />
    </div>
  )
}
