import type { PullLogin } from '#components/image/pull-login.tsx'
import type { ImageDetail } from '#db/queries/images.ts'
import { parseReference } from '#lib/images/reference.ts'
import { pushRegistry } from '#lib/settings.ts'

/** Where a login is needed to pull an image; null where, as far as is known, nobody is asked. */
export function loginFor({ reference, pullSecret }: ImageDetail): PullLogin | null {
  const parsed = parseReference(reference ?? '')
  if (!parsed.ok) return null
  const { registry } = parsed.reference
  if (pullSecret !== null) return { registry, secret: pullSecret }
  const own = pushRegistry()
  return registry === own.registry && own.username !== '' ? { registry, secret: null } : null
}
