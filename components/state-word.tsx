import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { ImageState } from '#lib/images/image-state.ts'
import { statusLooks } from './status.tsx'

const looks = {
  ...statusLooks,
  ready: { icon: CircleCheck, word: 'Ready', colour: 'text-success' },
  building: { icon: LoaderCircle, word: 'Building', colour: 'text-info' },
  'not ready': { icon: TriangleAlert, word: 'Not ready', colour: 'text-warning' },
}

/** The state of an image: icon and word. */
export function StateWord({ state }: { state: ImageState }) {
  const { icon: Icon, word, colour } = looks[state]
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${colour}`}>
      <Icon aria-hidden className={`size-4 shrink-0 ${state === 'building' ? 'animate-spin' : ''}`} />
      {word}
    </span>
  )
}
