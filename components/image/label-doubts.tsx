import type { ReactNode } from 'react'
import { Notice } from '../ui/notice.tsx'

type Props = { doubts: readonly string[]; children?: ReactNode }

/** Where an image's label and the image itself disagree. */
export function LabelDoubts({ doubts, children }: Props) {
  if (doubts.length === 0) return null
  return (
    <Notice tone="warning" title="Worth a second look">
      {doubts.map((doubt) => (
        <p key={doubt}>{doubt}</p>
      ))}
      {children}
    </Notice>
  )
}
