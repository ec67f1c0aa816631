/** Reads what a base would run of its own, from the configurations of the platforms that may be built. */
import { z } from 'zod'
import { plainPlatform } from '#lib/images/platform.ts'
import { pinned } from '#lib/images/reference.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { readBlob } from './read-blob.ts'
import { readVerified, type Until } from './read-verified.ts'

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const platform = named(
  z.object({ os: z.string(), architecture: z.string(), variant: z.string().default('') }),
)
const described = named(z.object({ digest, platform: platform.optional() }))

/** What is both an index and a manifest is read as both: one reader takes it for this, another for that. */
const manifest = named(
  z
    .object({ manifests: z.array(described).nullish(), config: described.nullish() })
    .refine(({ manifests, config }) => manifests || config),
)
const configuration = named(
  z.object({ config: named(z.object({ onbuild: z.array(z.string()).nullish() })).nullish() }),
)

type Described = z.output<typeof described>
type Asked = Until & {
  /** A folder with the logins in it. */
  dockerConfig: string
  logins: readonly RegistryLogin[]
  reference: string
  platforms: readonly string[]
}

/** Word for word, in order, each list once. Null where a configuration cannot be had or means several things. */
export async function readTriggers(asked: Asked, digest: string): Promise<string[] | null> {
  const lists = await listsBelow(asked, digest, 2)
  if (lists === null) return null
  const unique = new Map(lists.map((list) => [JSON.stringify(list), list]))
  return [...unique.values()].flat()
}

/** `depth`: how many indexes may stand below each other. */
async function listsBelow(asked: Asked, digest: string, depth: number): Promise<string[][] | null> {
  const found = manifest.safeParse(await read(asked, digest)).data
  if (!found || (found.manifests && depth === 0)) return null
  const below = chosen(found.manifests ?? [], asked.platforms)
  const lists = await Promise.all([
    ...below.map((each) => listsBelow(asked, each.digest, depth - 1)),
    ...(found.config ? [listOf(asked, found.config)] : []),
  ])
  return lists.every((list) => list !== null) ? lists.flat() : null
}

async function listOf(asked: Asked, { digest }: Described): Promise<string[][] | null> {
  const found = configuration.safeParse((await read(asked, digest)) ?? (await readBlob(asked, digest))).data
  return found ? [found.config?.onbuild ?? []] : null
}

/** All where no engine is known to run any of them. What names no platform may be for every one. */
function chosen(manifests: readonly Described[], platforms: readonly string[]): Described[] {
  // Attestations are listed as images of a platform that does not exist.
  const real = manifests.filter((each) => each.platform?.os !== 'unknown')
  const runs = new Set(platforms.map(plainPlatform))
  const fitting = real.filter((each) => runs.has(nameOf(each)))
  return fitting.length === 0 ? real : real.filter((each) => !each.platform || fitting.includes(each))
}

function nameOf({ platform }: Described): string {
  return platform ? plainPlatform(`${platform.os}/${platform.architecture}/${platform.variant}`) : ''
}

function read({ dockerConfig, reference, ...patience }: Asked, digest: string): Promise<unknown> {
  return readVerified(dockerConfig, pinned(reference, digest), patience)
}

/** The engine reads names in whatever case; of two that differ by nothing else nobody knows which it takes. */
function named<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const entries = Object.entries(value).map(([name, each]) => [name.toLowerCase(), each] as const)
    return new Set(entries.map(([name]) => name)).size === entries.length ? Object.fromEntries(entries) : null
  }, schema)
}
