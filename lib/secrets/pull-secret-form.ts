/** What a pull secret's forms send. */
import { z } from 'zod'
import { listOf } from '#lib/form-state.ts'
import { lineOfText, thingId } from '#lib/form-text.ts'
import { registryName } from '#lib/images/registry-name.ts'

const registryPattern = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/
const registryFault =
  'Type the host of the registry, with its port where it has one, e.g. ghcr.io or registry.example.org:5000.'

/** A registry as people and docker clients write it, in the one way in which references have it. */
export const registryHost = lineOfText({ max: 255, empty: registryFault })
  .transform((value) => value.toLowerCase())
  .transform((value) => value.replace(/^https?:\/\//, '').replace(/\/(v[12]\/?)?$/, '') || value)
  .refine((value) => value === '' || registryPattern.test(value), registryFault)
  .transform(registryName)

export const secretName = lineOfText({
  max: 60,
  empty: 'Give the pull secret a name, so that it can be chosen in image forms.',
})

export const registryUser = lineOfText({
  max: 255,
  empty: 'Type the user name that the registry expects.',
}).refine((value) => !value.includes(':'), 'A registry user name cannot contain a colon.')

/** A password is kept byte for byte. */
export const registryPassword = z.string().max(16_384, 'Use at most 16,384 characters.').default('')

/** What every way of adding pull secrets has. `isUnchecked`: save whatever the registry says. */
export const sharing = {
  groupIds: listOf(thingId),
  isUnchecked: z.string().default('').transform(Boolean),
  /** A sealed copy of what was typed into the password field before, see held.ts. */
  held: z.string().max(100_000).default(''),
}

export const pullSecretSchema = z.object({
  name: secretName,
  registry: registryHost,
  username: registryUser,
  password: registryPassword,
  ...sharing,
})

/** `seen`: what the person was shown, so that nobody's change is overwritten unseen. */
export const changedSecretSchema = pullSecretSchema.extend({
  secretId: thingId,
  seen: z.string().default(''),
})
