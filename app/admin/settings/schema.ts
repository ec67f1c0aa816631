import { z } from 'zod'
import { lineOfText } from '#lib/form-text.ts'
import { ticked } from '#lib/images/form.ts'
import { registryHost, registryPassword } from '#lib/secrets/pull-secret-form.ts'

const prefixPattern = /^[a-z0-9]+([._/-][a-z0-9]+)*$/

/** The registry to push to. An empty user name means no login. */
export const registrySchema = z.object({
  registry: registryHost,
  prefix: lineOfText({
    max: 100,
    empty: 'Give a prefix, such as slipway: images are pushed to <registry>/<prefix>/<image name>.',
  }).refine(
    (value) => value === '' || prefixPattern.test(value),
    'Use lowercase letters, numbers, and one of . _ - / between them.',
  ),
  username: lineOfText({ max: 255 }).refine(
    (value) => !value.includes(':'),
    'A registry user name cannot contain a colon.',
  ),
  password: registryPassword,
  held: z.string().max(100_000).default(''),
  isUnchecked: z.string().default('').transform(Boolean),
  intent: z.enum(['save', 'test']).default('save'),
  seen: z.coerce.number().int().nonnegative().default(0),
})

export const resetSchema = z.object({ seen: z.coerce.number().int().nonnegative().default(0) })

const whole = (what: string, max: number) => {
  const error = `Give a whole number of ${what} from 0 to ${max.toLocaleString('en')}.`
  return z
    .string(error)
    .trim()
    .regex(/^\d{1,6}$/, error)
    .transform(Number)
    .refine((value) => value <= max, error)
}

/** What is kept of builds and caches; 0 keeps all. */
export const housekeepingSchema = z.object({
  keepBuilds: whole('builds', 10_000),
  removesCopies: ticked,
  cacheGigabytes: whole('gigabytes', 100_000),
  seen: z.coerce.number().int().nonnegative().default(0),
})
