/** What of a form is needed to show the build context before anything is saved. */
import { z } from 'zod'
import { customWith, type FormOptions, hasPackages, noPackages, specFields } from './form.ts'

/** `name`: the image that is rebuilt; empty for one that is added. */
export function contextForm(options: FormOptions) {
  return customWith(options)
    .pick({ ownerGroupId: true, ...specFields })
    .extend({ name: z.string().default('') })
    .refine((lists) => hasPackages({ ...lists, source: 'custom' }), noPackages)
}

export type ContextForm = z.output<ReturnType<typeof contextForm>>
