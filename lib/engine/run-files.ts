/** What the wrapper of a build left in its folder, and what that means: the only facts that supervision uses. */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/**
 * `exit`: the command ended. `gone`: it died without a word (SIGKILL, reboot). `claimed`: a wrapper has begun and not
 * yet said who it is. `unborn`: no wrapper has begun; starting one is safe, because only one can claim the folder.
 */
export type RunStatus =
  | { state: 'running'; group: number; elapsedMs: number }
  | { state: 'exit'; code: number }
  | { state: 'gone' | 'claimed' | 'unborn' }

const pids = z.object({
  wrapper: z.number().int(),
  wrapperStart: z.number(),
  child: z.number().int(),
  childStart: z.number(),
  boot: z.string(),
})

const metadata = z.object({ 'containerimage.digest': z.string().regex(/^sha256:[0-9a-f]{64}$/) })

const momentMs = 30_000

/** Reads a build folder in the order that decides: exit file, then processes of this boot. */
export async function readRunStatus(folder: string): Promise<RunStatus> {
  const exit = await readText(path.join(folder, 'exit'))
  if (exit) return { state: 'exit', code: Number(exit.trim()) }
  const text = await readText(path.join(folder, 'pid.json'))
  if (!text) return withoutPids(folder)
  const found = parsePids(text)
  if (!found) return { state: 'gone' }
  const boot = await readText('/proc/sys/kernel/random/boot_id')
  if (found.boot !== boot?.trim()) return { state: 'gone' }
  const isAlive =
    (await isSameProcess(found.wrapper, found.wrapperStart)) ||
    (await isSameProcess(found.child, found.childStart))
  if (isAlive)
    return { state: 'running', group: found.wrapper, elapsedMs: await elapsedSince(found.wrapperStart) }
  // The exit file may have been written between the two looks.
  const late = await readText(path.join(folder, 'exit'))
  return late ? { state: 'exit', code: Number(late.trim()) } : { state: 'gone' }
}

/** Between the claim and pid.json lies a moment; a wrapper that needs longer died in it. */
async function withoutPids(folder: string): Promise<RunStatus> {
  const claim = await stat(path.join(folder, 'claim')).catch(() => null)
  if (!claim) return { state: 'unborn' }
  return { state: Date.now() - claim.mtimeMs > momentMs ? 'gone' : 'claimed' }
}

function parsePids(text: string) {
  const result = pids.safeParse(parseJson(text))
  return result.success ? result.data : null
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

/** A pid alone proves nothing: its start time must be the same, and it must not be a zombie. */
async function isSameProcess(pid: number, start: number): Promise<boolean> {
  const stat = await readText(`/proc/${pid}/stat`)
  if (!stat) return false
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return state !== 'Z' && state !== 'X' && Number(rest[18]) === start
}
