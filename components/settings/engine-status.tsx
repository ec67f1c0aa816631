import { CircleAlert, CircleCheck, Clock, type LucideIcon, Unplug } from 'lucide-react'
import type { EngineState } from '#lib/builds/engine-state.ts'

const looks: Record<EngineState, { icon: LucideIcon; word: string; colour: string }> = {
  answers: { icon: CircleCheck, word: 'Answers', colour: 'text-success' },
  silent: { icon: CircleAlert, word: 'Does not answer', colour: 'text-danger' },
  asked: { icon: Clock, word: 'Being asked', colour: 'text-info' },
  unwatched: { icon: Unplug, word: 'Not known', colour: 'text-warning' },
}

/** How an engine stands: icon and words. */
export function EngineStatus({ state }: { state: EngineState }) {
  const { icon: Icon, word, colour } = looks[state]
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${colour}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  )
}
