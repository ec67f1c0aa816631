/** Reads what a base would run of its own, from the configurations of the platforms that may be built. */
import { z } from 'zod'
import { digestText } from '#lib/images/digest.ts'
import { platformFamily } from '#lib/images/platform.ts'
import { pinned } from '#lib/images/reference.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { mapAtMost } from './map-at-most.ts'
import { readBlob } from './read-blob.ts'
import { readVerified, type Until } from './read-verified.ts'

const platform = named(z.object({ os: z.string().default(''), architecture: z.string().default('') }))
const described = named(z.object({ digest: digestText, platform: platform.optional() }))

/**
 * What is both an index and a manifest is read as both: one reader takes it for this, another for that. The oldest kind of
 * manifest has its configuration in a text of its `history`.
 */
const manifest = named(
  z
    .object({
      manifests: z.array(described).nullish(),
      config: described.nullish(),
      fslayers: z.undefined().optional(),
      history: z.undefined().optional(),
    })
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

/** Questions to the registry that are under way at once, each a process. */
const mostAtOnce = 4
/** Far more than one image has platforms. */
const mostBelow = 64

/** Word for word, in order, each list once. Null where a configuration cannot be had or means several things. */
export async function readTriggers(asked: Asked, digest: string): Promise<string[] | null> {
  const found = await configurationsBelow(asked, { digests: [digest], seen: new Set(), depth: 2 })
  if (found === null) return null
  const lists = await mapAtMost(mostAtOnce, [...new Set(found)], (each) => listOf(asked, each))
  if (!lists.every((list) => list !== null)) return null
  const unique = new Map(lists.map((list) => [JSON.stringify(list), list]))
  return [...unique.values()].flat()
}

/** `seen`: every digest but the first; `depth`: how many indexes may stand below each other. */
type Level = { digests: readonly string[]; seen: ReadonlySet<string>; depth: number }

/** Null where one manifest cannot be had, or there are too many. */
async function configurationsBelow(asked: Asked, { digests, seen, depth }: Level): Promise<string[] | null> {
  const answers = await mapAtMost(mostAtOnce, digests, (each) => read(asked, each))
  const found = answers.map((answer) => manifest.safeParse(answer).data)
  if (!found.every((each) => each && !(each.manifests && depth === 0))) return null
  const entries = found.flatMap((each) => chosen(each?.manifests ?? [], asked.platforms))
  const below = new Set(entries.map(({ digest }) => digest)).difference(seen)
  const all = seen.union(below)
  if (all.size > mostBelow) return null
  const deeper =
    below.size > 0 && (await configurationsBelow(asked, { digests: [...below], seen: all, depth: depth - 1 }))
  const own = found.flatMap((each) => each?.config?.digest ?? [])
  return deeper === null ? null : [...(deeper || []), ...own]
}

async function listOf(asked: Asked, digest: string): Promise<string[] | null> {
  const found = configuration.safeParse((await read(asked, digest)) ?? (await readBlob(asked, digest))).data
  return found ? (found.config?.onbuild ?? []) : null
}

/** What no engine can take is left out; all count where it is not known what engines take, or they take none of it. */
function chosen(manifests: readonly Described[], platforms: readonly string[]): Described[] {
  const real = manifests.filter(({ platform }) => !isAttestation(platform))
  const runs = platforms.map((platform) => {
    const [os, architecture] = platform.split('/')
    return platformFamily(os, architecture)
  })
  if (runs.length === 0 || runs.includes(null)) return real
  const fitting = real.filter(({ platform }) => {
    const family = platformFamily(platform?.os, platform?.architecture)
    return family === null || runs.includes(family)
  })
  return fitting.length === 0 ? real : fitting
}

/** These are listed as images of a platform that does not exist. */
function isAttestation(platform: Described['platform']): boolean {
  return platform?.os === 'unknown' && platform.architecture === 'unknown'
}

function read({ dockerConfig, reference, ...patience }: Asked, digest: string): Promise<unknown> {
  return readVerified(dockerConfig, pinned(reference, digest), patience)
}

/**
 * The engine reads names in whatever case; of two that differ by nothing else nobody knows which it takes. It takes some
 * letters beyond ASCII for others too, such as a long s.
 */
function named<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const entries = Object.entries(value).map(([name, each]) => [name.toLowerCase(), each] as const)
    const isPlain = Object.keys(value).every((name) => /^[ -~]*$/.test(name))
    const isUnique = new Set(entries.map(([name]) => name)).size === entries.length
    return isPlain && isUnique ? Object.fromEntries(entries) : null
  }, schema)
}
