import type { PullSecretChoice } from '#components/image-form/pull-secret-field.tsx'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import type { Viewer } from '#lib/access.ts'

type Current = { pullSecretId: number | null; pullSecret: string | null }

/** Pull secrets that a viewer may choose, and the image's own, so that opening the form never drops it. */
export function secretChoices(viewer: Viewer, { pullSecretId, pullSecret }: Current): PullSecretChoice[] {
  const own = listPullSecrets(viewer).map(({ id, name, registry }) => ({ id, name, registry }))
  if (pullSecretId === null || own.some(({ id }) => id === pullSecretId)) return own
  return [...own, { id: pullSecretId, name: pullSecret ?? '', registry: 'not shared with you' }]
}
