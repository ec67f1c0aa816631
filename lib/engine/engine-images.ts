/** The image that a build leaves in a Docker engine beside what it pushed; `buildx prune` never takes it. */
import { z } from 'zod'
import type { EngineAddress } from './address.ts'
import { callEngine } from './ask.ts'

/** Removing waits for the engine's store. */
const timeoutMs = 30_000
/** `--label` of every build, see buildx.ts. */
const label = 'slipway.build'

const inspected = z.object({
  Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
})

type Left = { buildId: number; tags: readonly string[] }

/**
 * Takes a build's tags out of the engine; the layers stay in its build cache, the copies in the registry. Leaves a tag
 * that means another image by now, and what a container uses. Throws where the engine cannot be asked or refuses.
 */
export async function removeEngineImage(address: EngineAddress, { buildId, tags }: Left): Promise<void> {
  if (address.kind === 'builder') return
  for (const tag of tags) if (await isOf(address, tag, buildId)) await removeTag(address, tag)
}

async function isOf(address: EngineAddress, tag: string, buildId: number): Promise<boolean> {
  const { status, text } = await callEngine(address, { method: 'GET', path: `/images/${tag}/json` })
  if (status === 404) return false
  if (status !== 200) throw new Error(`The engine answers with HTTP ${status}: ${text.trim()}`)
  return inspected.parse(JSON.parse(text)).Config?.Labels?.[label] === String(buildId)
}

/** Never by force: 409 says that a container uses it. */
async function removeTag(address: EngineAddress, tag: string): Promise<void> {
  const call = { method: 'DELETE', path: `/images/${tag}` } as const
  const { status, text } = await callEngine(address, call, { timeoutMs })
  if (![200, 404, 409].includes(status))
    throw new Error(`The engine keeps ${tag} (HTTP ${status}): ${text.trim()}`)
}
