import { Info } from 'lucide-react'
import type { ImageType } from '#lib/images/types.ts'
import { Badge } from '../ui/badge.tsx'

type Props = { image: { isSystem: boolean; type: ImageType } }

/** Where an image comes from and what it runs on: `System` and `cpu`. */
export function ImageHints({ image: { isSystem, type } }: Props) {
  return (
    <span className="inline-flex gap-1.5 align-middle">
      <Badge title={isSystem ? 'Made by administrators' : 'Made by a group’s manager'}>
        <Info aria-hidden />
        {isSystem ? 'System' : 'Group'}
      </Badge>
      <Badge title={`Runs on ${type}`}>{type}</Badge>
    </span>
  )
}
