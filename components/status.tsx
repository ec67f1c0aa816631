import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
  Unplug,
} from 'lucide-react'
import type { BuildState } from '#lib/builds/state.ts'
import type { Tone } from './ui/tones.ts'

type Look = { icon: LucideIcon; word: string; tone: Tone; colour: string }

/** How every state of a build looks and is called, everywhere. */
export const statusLooks: Record<BuildState, Look> = {
  queued: { icon: CircleDashed, word: 'Queued', tone: 'neutral', colour: 'text-muted' },
  running: { icon: LoaderCircle, word: 'Running', tone: 'info', colour: 'text-info' },
  succeeded: { icon: CircleCheck, word: 'Succeeded', tone: 'success', colour: 'text-success' },
  failed: { icon: CircleX, word: 'Failed', tone: 'danger', colour: 'text-danger' },
  cancelled: { icon: Ban, word: 'Cancelled', tone: 'neutral', colour: 'text-muted' },
  interrupted: { icon: Unplug, word: 'Interrupted', tone: 'warning', colour: 'text-warning' },
}

/** The state of a build: icon and word. */
export function Status({ state }: { state: BuildState }) {
  const { icon: Icon, word, colour } = statusLooks[state]
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium whitespace-nowrap ${colour}`}>
      <Icon aria-hidden className={`size-4 shrink-0 ${state === 'running' ? 'animate-spin' : ''}`} />
      {word}
    </span>
  )
}

const reasons: Record<BuildState, string> = {
  queued: 'Image building in progress',
  running: 'Image building in progress',
  succeeded: 'Image is not ready',
  failed: 'Image build failed',
  cancelled: 'Image build cancelled',
  interrupted: 'Image build interrupted',
}

type Readiness = { isReady: boolean; lastBuild: { state: BuildState } | null }

/** Why an image is not ready or about to change, in the words of the manual; null when there is nothing to say. */
export function notReadyReason({ isReady, lastBuild }: Readiness): string | null {
  if (!lastBuild) return isReady ? null : 'Image is not ready'
  const isBuilding = lastBuild.state === 'queued' || lastBuild.state === 'running'
  return isReady && !isBuilding ? null : reasons[lastBuild.state]
}

/** The triangle behind the name of an image that is not ready or being rebuilt. */
export function NotReady({ reason }: { reason: string | null }) {
  if (!reason) return null
  return (
    <span title={`${reason}.`} className="inline-flex text-warning">
      <TriangleAlert aria-hidden className="size-4" />
      <span className="sr-only">{reason}.</span>
    </span>
  )
}
