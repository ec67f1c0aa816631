import type { ReactNode } from 'react'
import { type Tone, tones } from './tones.ts'

type Props = { tone?: Tone; title?: string; children: ReactNode }

/** A word or two about a thing, beside its name. */
export function Badge({ tone = 'neutral', title, children }: Props) {
  return (
    <span
      title={title}
      className={`inline-flex items-center gap-1 rounded-md border px-1.5 text-xs/5 font-medium whitespace-nowrap [&_svg]:size-3.5 ${tones[tone]}`}
    >
      {children}
    </span>
  )
}
