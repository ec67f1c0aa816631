import { z } from 'zod'

const registryPattern = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/

/** A pull secret as the form sends it. Docker Hub is known as `docker.io`, as in references. */
export const pullSecretSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the pull secret a name, so that it can be chosen in image forms.')
    .max(60, 'Use at most 60 characters.'),
  registry: z
    .string()
    .trim()
    .toLowerCase()
    .transform((value) => value.replace(/^https?:\/\//, '').replace(/\/(v[12]\/?)?$/, ''))
    .transform((value) => (/^(index|registry-1)\.docker\.io$/.test(value) ? 'docker.io' : value))
    .pipe(
      z
        .string()
        .regex(
          registryPattern,
          'Type the host of the registry, with its port where it has one, e.g. ghcr.io or registry.example.org:5000.',
        ),
    ),
  username: z
    .string()
    .trim()
    .min(1, 'Type the user name that the registry expects.')
    .max(255, 'Use at most 255 characters.')
    .refine((value) => !value.includes(':'), 'A registry user name cannot contain a colon.'),
  password: z
    .string()
    .min(1, 'Type the password or access token. It is never shown again.')
    .max(16_384, 'Use at most 16384 characters.'),
})
