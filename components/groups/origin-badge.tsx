import { Hand, LogIn } from 'lucide-react'
import type { Origin } from '#lib/access.ts'
import { Badge } from '../ui/badge.tsx'

const words = {
  claims: { label: 'From sign-in', title: 'Named by the sign-in provider', icon: LogIn },
  hand: { label: 'By hand', title: 'Made here by an administrator', icon: Hand },
}

/** Where a group or a membership comes from. */
export function OriginBadge({ origin }: { origin: Origin }) {
  const { label, title, icon: Icon } = words[origin]
  return (
    <Badge title={title} tone={origin === 'hand' ? 'accent' : 'neutral'}>
      <Icon aria-hidden />
      {label}
    </Badge>
  )
}
