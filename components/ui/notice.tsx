import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Tone, tones } from './tones.ts'

const icons: Record<Tone, LucideIcon> = {
  neutral: Info,
  accent: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
  info: Info,
}

type Props = { tone?: Tone; role?: 'status' | 'alert'; title?: ReactNode; children?: ReactNode }

/** One sentence about what happened or holds, and what to do next. */
export function Notice({ tone = 'info', role, title, children }: Props) {
  const Icon = icons[tone]
  return (
    <div role={role} className={`flex gap-2.5 rounded-md border px-3 py-2.5 text-sm ${tones[tone]}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid min-w-0 gap-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="grid gap-1 text-ink">{children}</div>}
      </div>
    </div>
  )
}
