import Link from 'next/link'
import type { ListedImage } from '#db/queries/image-list.ts'
import { FoundPackages } from '../images/found-packages.tsx'
import { Digest } from '../reference.tsx'
import { Time } from '../time.tsx'
import { ImageHints } from './image-hints.tsx'

/** The images that a viewer may use, one row each. */
export function CatalogueList({ images }: { images: readonly ListedImage[] }) {
  return (
    <ul className="panel divide-y divide-line overflow-clip">
      {images.map((image) => (
        <CatalogueRow key={image.id} image={image} />
      ))}
    </ul>
  )
}

function CatalogueRow({ image }: { image: ListedImage }) {
  return (
    <li className="relative grid gap-x-6 gap-y-1 px-4 py-3.5 hover:bg-hover md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            prefetch={false}
            href={`/images/${image.name}`}
            className="rounded-sm font-semibold text-link after:absolute after:inset-0 hover:underline"
          >
            {image.displayName}
          </Link>
          <ImageHints image={image} />
        </p>
        {image.description && <p className="line-clamp-2 text-sm text-muted">{image.description}</p>}
        <FoundPackages packages={image.packages} />
      </div>
      <p className="flex min-h-7 items-center gap-x-3 self-start text-sm whitespace-nowrap text-muted">
        {image.digest && (
          <span className="relative z-1">
            <Digest value={image.digest} />
          </span>
        )}
        <span className="md:w-28 md:text-right">
          <Time at={image.updatedAt} />
        </span>
      </p>
    </li>
  )
}
