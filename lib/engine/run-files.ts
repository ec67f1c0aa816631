/** What the wrapper of a build left in its folder, and what that means: the only facts that supervision uses. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { decideRunState, type ProcessNow, type Runners } from '#lib/builds/run-state.ts'
import { digestText } from '#lib/images/digest.ts'

/** `group` is the process group to signal. */
export type RunStatus =
  | { state: 'running'; group: number; elapsedMs: number }
  | { state: 'exit'; code: number }
  | { state: 'gone' }
  | { state: 'claimed' }
  | { state: 'unborn' }

const pids = z
  .object({
    wrapper: z.number().int(),
    wrapperStart: z.number(),
    child: z.number().int(),
    childStart: z.number(),
    boot: z.string(),
  })
  .transform(
    ({ wrapper, wrapperStart, child, childStart, boot }): Runners => ({
      wrapper: { pid: wrapper, start: wrapperStart },
      child: { pid: child, start: childStart },
      boot,
    }),
  )

const metadata = z.object({ 'containerimage.digest': digestText })

/** Reads a build folder and looks at the processes that it names. */
export async function readRunStatus(folder: string): Promise<RunStatus> {
  const runners = await readRunners(folder)
  if (runners !== null) claimsSeenAt.delete(folder)
  const known = runners === 'damaged' ? null : runners
  const traces = {
    runners,
    boot: (await readText('/proc/sys/kernel/random/boot_id'))?.trim() ?? null,
    wrapper: known && (await readProcess(known.wrapper.pid)),
    child: known && (await readProcess(known.child.pid)),
    claimAgeMs: runners === null ? await watchClaim(folder) : null,
    exit: await readExit(folder),
  }
  const state = decideRunState(traces)
  if (state === 'exit') return { state, code: traces.exit ?? 1 }
  if (state !== 'running') return { state }
  return { state, group: known?.wrapper.pid ?? 0, elapsedMs: await elapsedSince(known?.wrapper.start ?? 0) }
}

async function readRunners(folder: string): Promise<Runners | 'damaged' | null> {
  const text = await readText(path.join(folder, 'pid.json'))
  if (!text) return null
  const result = pids.safeParse(parseJson(text))
  return result.success ? result.data : 'damaged'
}

const claimsSeenAt = new Map<string, number>()

/** For how long this process has seen a claim, in ms: the clock that stamps files may jump. */
async function watchClaim(folder: string): Promise<number | null> {
  const isClaimed = await stat(path.join(folder, 'claim')).then(
    () => true,
    () => false,
  )
  if (!isClaimed) return null
  const since = claimsSeenAt.get(folder) ?? performance.now()
  claimsSeenAt.set(folder, since)
  return performance.now() - since
}

/** The status of the command; null where there is none, or none that can be read. */
async function readExit(folder: string): Promise<number | null> {
  const text = (await readText(path.join(folder, 'exit')))?.trim() ?? ''
  return /^\d+$/.test(text) ? Number(text) : null
}

/** The pushed image's digest, from buildx's metadata file; null where the build did not succeed. */
export async function readPushedDigest(folder: string): Promise<string | null> {
  const text = await readText(path.join(folder, 'metadata.json'))
  if (!text) return null
  const result = metadata.safeParse(parseJson(text))
  return result.success ? result.data['containerimage.digest'] : null
}

/** Parses what may be damaged; undefined then. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A file's text, or null where there is no such file. */
export async function readText(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return null
    throw error
  })
}

/** By the machine’s steady clock: `start` is in ticks of 10 ms since the boot, as in /proc. */
async function elapsedSince(start: number): Promise<number> {
  const uptime = Number((await readText('/proc/uptime'))?.split(' ')[0] ?? 0)
  return Math.max(0, uptime * 1000 - start * 10)
}

/** A process as the system knows it now; null where there is none. */
export async function readProcess(pid: number): Promise<ProcessNow | null> {
  const text = await readText(`/proc/${pid}/stat`)
  if (!text) return null
  const [state = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state, start: Number(rest[18]) }
}
