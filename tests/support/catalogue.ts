/** People and images in a database without a builder. Call `openFreshDatabase` first. */
import { db } from '#db/client.ts'
import { claimBuild, finishBuild, type Outcome } from '#db/queries/build-queue.ts'
import { insertCustomImage, insertExistingImage } from '#db/queries/image-changes.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import type { Viewer } from '#lib/access.ts'
import type { Verdict } from '#lib/builds/state.ts'
import type { BuildSpec, ImageFacts, Registered } from '#lib/images/types.ts'

type Role = { isAdministrator?: boolean; groups?: string[]; managed?: string[] }

/** Someone who has signed in. */
export function person(name: string, role: Role = {}): Viewer {
  const claims = { issuer: 'https://test', subject: name, name, email: null }
  const groups = { isAdministrator: false, groups: [], managed: [], ...role }
  const id = saveClaims({ ...claims, ...groups }, { sealedRefreshToken: null, isSignIn: true })
  const known = getUser(id)
  if (!known) throw new Error(`${name} is not known.`)
  return known.viewer
}

/** One of each kind: an administrator, the manager and a member of vision, and someone without a group. */
export function samplePeople() {
  return {
    ada: person('ada', { isAdministrator: true }),
    max: person('max', { groups: ['vision'], managed: ['vision'] }),
    mia: person('mia', { groups: ['vision'] }),
    nora: person('nora'),
  }
}

/** The id of a group that someone has named. */
export function groupId(name: string): number {
  return idOf('SELECT id FROM groups WHERE name = ?', name)
}

type Place = {
  groups?: string[]
  ownerGroup?: string
  description?: string
  type?: 'cpu' | 'gpu' | 'universal'
  pullSecretId?: number | null
}

/** An existing image's reference as a form gives it to the database: not looked up, unless told otherwise. */
export function registered(reference: string, found: Partial<Registered> = {}): Registered {
  const nothing = { gpuReference: null, digest: null, gpuDigest: null, facts: null, gpuFacts: null }
  return { reference, ...nothing, fault: null, ...found }
}

/** What a registry says of an image for these platforms, of 66 MB. */
export function someFacts(change: Partial<ImageFacts> = {}): ImageFacts {
  const digest = `sha256:${'a'.repeat(64)}`
  return { digest, size: 66_000_000, platforms: ['linux/amd64'], user: '', cuda: null, ...change }
}

/** An existing image: global unless groups are named, or for the group that its owner manages. */
export function existingImage(
  viewer: Viewer,
  displayName: string,
  place: Place & { found?: Partial<Registered> } = {},
): string {
  return insertExistingImage(viewer, {
    ...common(displayName, place),
    ...registered(`registry.example.org/${displayName}:1`, place.found),
  })
}

/** An image to be built, its first build queued. */
export function customImage(
  viewer: Viewer,
  displayName: string,
  { spec, ...place }: Place & { spec?: Partial<BuildSpec> } = {},
) {
  const whole = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '', ...spec }
  return insertCustomImage(viewer, { ...common(displayName, place), spec: whole })
}

/** Lets the oldest queued build run and end. Returns its id. */
export function endNextBuild(state: Verdict, published: Outcome['published'] = null): number {
  const job = claimBuild()
  if (!job) throw new Error('No build is queued.')
  finishBuild(job.id, { state, diagnosis: null, log: { lines: 1, bytes: 9, sha256: 'x' }, published })
  return job.id
}

function common(
  displayName: string,
  { groups, ownerGroup, description = '', type = 'cpu', pullSecretId = null }: Place,
) {
  const ownerGroupId = ownerGroup === undefined ? null : groupId(ownerGroup)
  const access = { isGlobal: groups === undefined, groupIds: (groups ?? []).map(groupId), ownerGroupId }
  return { displayName, description, type, pullSecretId, ...access }
}

function idOf(query: string, name: string): number {
  const row = db().$client.prepare(query).get(name) as { id: number } | undefined
  if (!row) throw new Error(`${name} is not there.`)
  return row.id
}
