/** What a list of images keeps to. */
import { eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { ImageFilters } from '#lib/images/image-query.ts'
import type { StateFilter } from '#lib/images/image-state.ts'
import { images } from '../schema.ts'
import type { Condition } from './narrow.ts'
import { ownedBy, sharedWith } from './visibility.ts'

/** The conditions of the filters that were chosen. */
export function keepTo({ type, state, source, kind, group }: ImageFilters): Condition[] {
  const tests: (Condition | null)[] = [
    type && eq(images.type, type),
    source && eq(images.source, source),
    kind && (kind === 'system' ? isNull(images.ownerGroupId) : isNotNull(images.ownerGroupId)),
    state && isIn(state),
    group === null ? null : eq(images.isGlobal, group === 'global'),
    typeof group === 'number' ? isOf(group) : null,
  ]
  return tests.filter((test) => test !== null)
}

function isIn(state: StateFilter): SQL {
  if (state === 'ready') return eq(images.isReady, true)
  if (state === 'not-ready') return eq(images.isReady, false)
  if (state === 'building') return inArray(images.lastBuildState, ['queued', 'running'])
  return eq(images.lastBuildState, state)
}

/** Images that a group owns or that are shared with it: by its id, so that `ml` is never `ml-secret`. */
function isOf(group: number): Condition {
  return [ownedBy([group]), sharedWith([group])]
}
