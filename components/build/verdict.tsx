import type { ReactNode } from 'react'
import type { BuildState } from '#lib/builds/state.ts'
import { statusLooks } from '../status.tsx'
import { tones } from '../ui/tones.ts'

type Props = { state: BuildState; sentence: ReactNode; facts: ReactNode; children?: ReactNode }

/** How a build stands, at a glance: icon and word, one sentence, who and when. */
export function Verdict({ state, sentence, facts, children }: Props) {
  const { icon: Icon, word, tone } = statusLooks[state]
  return (
    <section aria-label="State" className={`grid gap-3 rounded-md border px-4 py-3.5 ${tones[tone]}`}>
      <div className="flex gap-3">
        <Icon
          aria-hidden
          className={`mt-0.5 size-6 shrink-0 ${state === 'running' ? 'animate-spin' : ''}`}
          strokeWidth={1.75}
        />
        <div className="grid min-w-0 gap-0.5">
          <p className="text-lg font-semibold">{word}</p>
          <div className="text-ink">{sentence}</div>
          <div className="text-sm text-muted tabular-nums">{facts}</div>
        </div>
      </div>
      {children && <div className="grid gap-2 text-sm text-ink sm:pl-9">{children}</div>}
    </section>
  )
}
