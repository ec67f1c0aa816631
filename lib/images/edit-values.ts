/** An image as its edit form shows it, and what somebody else changed of it meanwhile. */
import { z } from 'zod'
import type { FormValues } from '#lib/form-state.ts'

type Editable = {
  source: string
  description: string
  type: string
  reference: string | null
  gpuReference: string | null
  pullSecretId: number | null
  pullSecret: string | null
  isGlobal: boolean
  rebuildsOnNewBase: boolean
  groups: readonly { id: number; name: string }[]
  revision: number
  updatedBy: string | null
}

/** What was shown, in words, by field. */
type Shown = Record<string, string>
const shown = z.record(z.string(), z.string())

/** The form's fields for an image as it is now. */
export function editValues(image: Editable): FormValues {
  const { source, description, type, reference, gpuReference, pullSecretId, isGlobal, groups } = image
  return {
    source: [source],
    description: [description],
    type: [type],
    reference: [reference ?? ''],
    gpuReference: [gpuReference ?? ''],
    pullSecretId: [pullSecretId === null ? '' : String(pullSecretId)],
    isGlobal: isGlobal ? ['on'] : [],
    rebuildsOnNewBase: image.rebuildsOnNewBase ? ['on'] : [],
    groupIds: groups.map(({ id }) => String(id)),
    ...guardValues(image),
  }
}

/** The hidden fields by which a later edit is noticed. */
export function guardValues(image: Editable): FormValues {
  return { seen: [String(image.revision)], was: [JSON.stringify(describe(image))] }
}

/** Who was faster, as a sentence begins. */
export function whoChanged({ updatedBy }: Pick<Editable, 'updatedBy'>): string {
  return `${updatedBy ?? 'Somebody else'} changed this image meanwhile`
}

/** At each field that is not what the form was filled with: what it is now. */
export function changedMeanwhile(was: string, image: Editable): Record<string, string[]> {
  const before = parse(was)
  const changes = Object.entries(describe(image)).filter(([field, now]) => before[field] !== now)
  return Object.fromEntries(changes.map(([field, now]) => [field, [`Changed meanwhile to “${now}”.`]]))
}

function describe({ source, ...image }: Editable): Shown {
  const references = {
    reference: image.reference ?? '',
    gpuReference: image.gpuReference ?? 'the same as the Container Image URL',
  }
  const followsBase = { rebuildsOnNewBase: image.rebuildsOnNewBase ? 'yes' : 'no' }
  return {
    description: image.description,
    type: image.type,
    ...(source === 'existing' ? references : followsBase),
    pullSecretId: image.pullSecret ?? 'None',
    groupIds: image.isGlobal ? 'Global' : image.groups.map(({ name }) => name).join(', ') || 'no group',
  }
}

function parse(text: string): Shown {
  try {
    return shown.parse(JSON.parse(text))
  } catch {
    return {}
  }
}
