import { ownersOf, type Viewer } from '#lib/access.ts'
import { spend } from '#lib/auth/limits.ts'
import { type FailedInspection, notThere } from '#lib/engine/inspect.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { pullLogins } from '#lib/secrets/logins.ts'

/** `ownerGroupId`: of the image that it is asked for; null for a system image, and where there is none yet. */
export type Question = { reference: string; pullSecretId: number | null; ownerGroupId: number | null }

/** Asks a registry about a reference for a viewer, as often as one person may. `opener`: see `openerFor`. */
export async function askRegistryFor<Answer>(
  viewer: Viewer,
  question: Question,
  opener: Viewer,
  ask: (reference: string, logins: RegistryLogin[]) => Promise<Answer>,
): Promise<Answer | FailedInspection> {
  await spend('lookUps', viewer)
  const logins = loginsFor(viewer, question, opener)
  return 'fault' in logins ? logins : ask(question.reference, logins)
}

/**
 * Why a reference is not for a viewer, or not for the group of their image, told before any registry is asked; null
 * where one may be.
 */
export function refuseReference(viewer: Viewer, question: Question, opener: Viewer): FailedInspection | null {
  const logins = loginsFor(viewer, question, opener)
  return 'fault' in logins ? logins : null
}

/** What a build of the image has, too: who asks now may be one of many groups, and the image stays with one. */
function loginsFor(viewer: Viewer, question: Question, opener: Viewer): RegistryLogin[] | FailedInspection {
  const mine = pullLogins(viewer, question, opener)
  if (mine === null) return notThere
  if (question.ownerGroupId === null) return mine
  return pullLogins(ownersOf(question.ownerGroupId), question, opener) ?? notForGroup
}

const notForGroup: FailedInspection = {
  ok: false,
  fault: 'invalid',
  message: 'The group of this image may not use it.',
}
