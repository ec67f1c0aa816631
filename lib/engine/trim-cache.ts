/** Keeps an engine's build cache within its bound. Only what no build uses goes, the longest unused first. */
import type { EngineAddress } from './address.ts'
import { readTotal } from './disk-use.ts'
import { withBuildx } from './status.ts'

const timeoutMs = 5 * 60_000

export type Trimmed = { freedBytes: number | null; fault: string | null }

/** Brings the cache down to so many bytes. Never throws for what the engine does. */
export async function trimCache(
  address: EngineAddress,
  keptBytes: number,
  signal: AbortSignal,
): Promise<Trimmed> {
  return withBuildx({ address, signal, timeoutMs }, async (ask) => {
    const bound = boundOption((await ask('prune', '--help')).output)
    const { ok, output } = await ask('prune', '--force', `${bound}=${keptBytes}`)
    if (!ok) return { freedBytes: null, fault: output.trim().split('\n').at(-1) ?? '' }
    return { freedBytes: readTotal(output), fault: null }
  })
}

/** buildx 0.17 gave the option another name; https://docs.docker.com/reference/cli/docker/buildx/prune/ */
export function boundOption(help: string): '--max-used-space' | '--keep-storage' {
  return help.includes('--max-used-space') ? '--max-used-space' : '--keep-storage'
}
