/** The form that rebuilds a custom image: its spec, every field of it editable. */
import { z } from 'zod'
import { customWith, type FormOptions, hasPackages, noPackages, specFields, ticked } from './form.ts'

/** `seen`: the build whose spec the form was filled with; a later one is told, not overwritten. */
export function rebuildForm(options: FormOptions) {
  return customWith(options)
    .pick(specFields)
    .extend({
      name: z.string().default(''),
      seen: z.coerce.number().int().positive(),
      isFresh: ticked,
    })
    .refine((lists) => hasPackages({ ...lists, source: 'custom' }), noPackages)
}

export type RebuildForm = z.output<ReturnType<typeof rebuildForm>>
