import type { ImageType } from '#lib/images/types.ts'
import { Badge } from '../ui/badge.tsx'
import { Hint } from '../ui/hint.tsx'

type Props = { image: { isSystem: boolean; type: ImageType } }

/** Where an image comes from and what it runs on: `System` and `cpu`. */
export function ImageHints({ image: { isSystem, type } }: Props) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5 align-middle">
      <KindHint isSystem={isSystem} />
      <Badge title={`Runs on ${type}`}>{type}</Badge>
    </span>
  )
}

/** The hint `System` or `Group`. */
export function KindHint({ isSystem }: { isSystem: boolean }) {
  return isSystem ? (
    <Hint label="System">A system image: made by administrators, for every group or for chosen ones.</Hint>
  ) : (
    <Hint label="Group">A group image: made by the managers of a group, for the people of that group.</Hint>
  )
}
