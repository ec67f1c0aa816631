import { Pencil, RotateCw, Trash2 } from 'lucide-react'
import type { ImageSource } from '#lib/images/types.ts'
import { ButtonLink } from '../ui/button.tsx'

type Props = { image: { name: string; displayName: string; source: ImageSource } }

/** What a manager does to one image of the list: icons with names. */
export function ImageActions({ image: { name, displayName, source } }: Props) {
  const path = `/admin/images/${name}`
  return (
    <span className="flex gap-1 max-md:-ml-3 md:-my-1.5 md:-mr-2 md:justify-end">
      {source === 'custom' && (
        <ButtonLink
          href={`${path}/rebuild`}
          look="quiet"
          aria-label={`Rebuild ${displayName}`}
          title="Rebuild"
        >
          <RotateCw aria-hidden />
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/edit`} look="quiet" aria-label={`Edit ${displayName}`} title="Edit">
        <Pencil aria-hidden />
      </ButtonLink>
      <ButtonLink href={`${path}/delete`} look="quiet" aria-label={`Delete ${displayName}`} title="Delete">
        <Trash2 aria-hidden />
      </ButtonLink>
    </span>
  )
}
