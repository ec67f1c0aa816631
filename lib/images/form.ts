/** The form that adds an image: what was typed becomes a spec, or says at its field and line why not. */
import { z } from 'zod'
import { listOf } from '#lib/form-state.ts'
import { linesOfText } from '#lib/form-text.ts'
import { parseApt } from './apt.ts'
import { parseConda } from './conda.ts'
import { displayNameFault } from './name.ts'
import type { LineFault } from './package-line.ts'
import { parsePip } from './pip.ts'
import { parseReference } from './reference.ts'
import { readTriggers } from './triggers.ts'
import { imageTypes } from './types.ts'
import { describeFault } from './understand.ts'

/** One text; line breaks arrive as CRLF from browsers and are LF from here on. */
const text = z
  .string({ error: 'Send this field once.' })
  .default('')
  .transform((value) => value.replace(/\r\n?/g, '\n'))

export const ticked = text.transform((value) => value !== '')

const displayName = text.transform(trim).superRefine((value, { addIssue }) => {
  const fault = displayNameFault(value)
  if (fault) addIssue(fault)
})

const reference = text.transform(trim).superRefine((value, { addIssue }) => {
  const parsed = parseReference(value)
  if (!parsed.ok) addIssue(parsed.reason)
})

const optionalReference = text
  .transform(trim)
  .superRefine((value, { addIssue }) => {
    const parsed = parseReference(value)
    if (value !== '' && !parsed.ok) addIssue(parsed.reason)
  })
  .transform((value) => value || null)

export const pullSecretId = text
  .refine((value) => /^\d{0,15}$/.test(value), 'Choose a pull secret from the list.')
  .transform((value) => Number(value) || null)

/** Sent by managers only; whether they manage that group is for lib/access.ts to say. */
const ownerGroupId = z
  .string({ error: 'Send this field once.' })
  .regex(/^\d{1,15}$/, 'Choose the group that the image is for.')
  .transform(Number)
  .nullable()
  .default(null)

/** A list of package lines, kept byte for byte; every line that cannot be used is a fault of its own. */
const packageList = (parse: (list: string) => { faults: LineFault[] }) =>
  text.superRefine((value, { addIssue }) => {
    for (const fault of parse(value).faults) addIssue(describeFault(fault))
  })

/** What every image has. */
export const common = z.object({
  displayName,
  description: linesOfText({ max: 2000 }),
  type: z.enum(imageTypes, 'Choose a type.'),
  pullSecretId,
  ownerGroupId,
  isGlobal: ticked,
  groupIds: listOf(z.coerce.number().int().positive()),
})

/** What an image that is in a registry has. */
export const existing = common.extend({
  source: z.literal('existing'),
  reference,
  gpuReference: optionalReference,
  isUnchecked: ticked,
})

/** What an image to be built is asked for. */
export const customWith = ({ allowPipUrls }: FormOptions) =>
  common.extend({
    source: z.literal('custom'),
    base: reference,
    /** What the form showed of the base, and whether it may run that. */
    baseTriggers: text.transform(readTriggers),
    isAgreed: ticked,
    rebuildsOnNewBase: ticked,
    apt: packageList(parseApt),
    conda: packageList(parseConda),
    pip: packageList((list) => parsePip(list, { allowUrls: allowPipUrls })),
  })

/** `allowPipUrls`: whether a line of the Pip list may be an address, which the administrator decides. */
/** Fields of a custom image that say what is built. */
export const specFields = {
  base: true,
  baseTriggers: true,
  isAgreed: true,
  pullSecretId: true,
  apt: true,
  conda: true,
  pip: true,
} as const

export type FormOptions = { allowPipUrls: boolean }

/** zod leaves these out once a field is at fault; people want all faults at once. */
const always = { when: () => true }

/** How a form without any package is refused. */
export const noPackages = {
  ...always,
  path: ['packages'],
  error: 'Add at least one package, in any of the lists.',
}

/** What `createImage` is given. Faults of several fields are all found at once. */
export function imageForm(options: FormOptions) {
  return z.preprocess(
    dropHidden,
    z
      .discriminatedUnion('source', [existing, customWith(options)], 'Choose where the image comes from.')
      .refine(hasGroups, {
        ...always,
        path: ['groupIds'],
        error: 'Choose at least one group, or make the image Global.',
      })
      .refine(hasPackages, noPackages),
  )
}

export type ExistingImageForm = z.output<typeof existing>
export type CustomImageForm = z.output<ReturnType<typeof customWith>>

/** Fields that do not apply are sent all the same; what stands in them is not at fault and not kept. */
export function dropHidden(input: unknown): unknown {
  const fields = { ...(input as Record<string, unknown>) }
  if (fields.type !== 'universal') delete fields.gpuReference
  if (fields.ownerGroupId !== undefined) delete fields.isGlobal
  if (fields.isGlobal || fields.ownerGroupId !== undefined) delete fields.groupIds
  return fields
}

type Groups = { isGlobal?: boolean; groupIds?: number[]; ownerGroupId?: number | null }

function hasGroups({ isGlobal, groupIds, ownerGroupId = null }: Groups): boolean {
  return isGlobal === true || (groupIds?.length ?? 0) > 0 || ownerGroupId !== null
}

type Lists = { source?: string; apt?: string; conda?: string; pip?: string }

/** A channel alone is no package; a line at fault may have been meant as one. */
export function hasPackages({ source, apt = '', conda = '', pip = '' }: Lists): boolean {
  const lists = [() => parseApt(apt), () => parseConda(conda), () => parsePip(pip, { allowUrls: true })]
  const isUsed = (parse: () => { packages: unknown[]; faults: unknown[] }) => {
    const { packages, faults } = parse()
    return packages.length + faults.length > 0
  }
  return source !== 'custom' || lists.some(isUsed)
}

function trim(value: string): string {
  return value.trim()
}
