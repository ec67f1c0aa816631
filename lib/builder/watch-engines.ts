/** Asks every engine how it is, each by itself, so that a silent one keeps nobody waiting; knows which take builds. */
import { setTimeout as sleep } from 'node:timers/promises'
import { saveEngineReport } from '#db/queries/engine-tests.ts'
import type { OpenEngine } from '#lib/builds/choose-engine.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import type { DiskUse } from '#lib/engine/disk-use.ts'
import { askDiskUse, askEngineState } from './ask-engine.ts'
import { type KnownEngine, listKnownEngines } from './known-engines.ts'

const lookEveryMs = 1_000
const askEveryMs = 30_000
/** One that does not answer is asked more often, to be back soon. */
const askAgainMs = 10_000
/** Counting takes an engine long. */
const diskEveryMs = 5 * 60_000

export type EngineWatch = {
  /** Engines that take builds now: enabled, and they answered when they were last asked. */
  open(): OpenEngine[]
  /** A build failed there: nothing further goes to it before it has answered again. */
  doubt(id: number | null): void
  /** Counts answers, so that whoever waits sees that there is a new one. */
  countAnswers(): number
  /** Resolves when the signal has fired and nobody is asked any more. */
  ended: Promise<void>
}

/** What is known about an engine. `askedAt` and `updatedAt`: when it was asked, and as what it was set up then. */
type Known = {
  askedAt: number
  updatedAt: number
  isReachable: boolean
  doubtedAt: number
  /** When it is asked the next time, if nothing happens before. */
  dueAt: number
  isAsked: boolean
  disk: DiskUse
  diskAt: number
}

/** Watches until `signal` fires. What fails is tried again; builds that run do not depend on it. */
export function watchEngines(signal: AbortSignal): EngineWatch {
  const all = new Map<number | null, Known>()
  const pending = new Set<Promise<void>>()
  let answers = 0

  return {
    open: () => listKnownEngines().filter(isOpen).map(toOpenEngine),
    doubt: (id) => {
      knownOf(id).doubtedAt = Date.now()
      look()
    },
    countAnswers: () => answers,
    ended: watch(),
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      look()
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {})
    }
    await Promise.all(pending)
  }

  function look(): void {
    try {
      for (const engine of listKnownEngines()) if (isDue(engine, knownOf(engine.id))) keep(ask(engine))
    } catch (error) {
      console.warn('The engines could not be read, trying again:', error)
    }
  }

  async function ask(engine: KnownEngine): Promise<void> {
    const known = knownOf(engine.id)
    known.isAsked = true
    try {
      const report = await askEngineState(engine, known.disk, signal)
      if (signal.aborted) return
      const { checkedAt: askedAt, isReachable } = report
      const dueAt = askedAt + (isReachable ? askEveryMs : askAgainMs)
      Object.assign(known, { askedAt, isReachable, dueAt, updatedAt: engine.updatedAt })
      saveEngineReport(engine, report)
      if (isReachable && Date.now() - known.diskAt > diskEveryMs) keep(count(engine, report))
    } catch (error) {
      const askedAt = Date.now()
      Object.assign(known, { ...nothing, askedAt, dueAt: askedAt + askAgainMs, updatedAt: engine.updatedAt })
      console.warn('The state of an engine could not be reported, trying again:', error)
    } finally {
      known.isAsked = false
      answers += 1
    }
  }

  /** Apart from its state, which would be late otherwise; the figures come with the next report, which is due now. */
  async function count(engine: KnownEngine, report: EngineReport): Promise<void> {
    const known = knownOf(engine.id)
    known.diskAt = Date.now()
    const use = await askDiskUse(engine, report, signal).catch(() => null)
    if (use) Object.assign(known, { disk: use, dueAt: 0 })
  }

  function isOpen({ id, isEnabled, updatedAt }: KnownEngine): boolean {
    const known = knownOf(id)
    return isEnabled && known.isReachable && known.updatedAt === updatedAt && known.askedAt >= known.doubtedAt
  }

  function knownOf(id: number | null): Known {
    const known = all.get(id) ?? { ...nothing }
    all.set(id, known)
    return known
  }

  function keep(work: Promise<void>): void {
    const kept = work.finally(() => pending.delete(kept))
    pending.add(kept)
  }
}

const nothing: Known = {
  askedAt: 0,
  updatedAt: -1,
  isReachable: false,
  doubtedAt: -1,
  dueAt: 0,
  isAsked: false,
  disk: { imageBytes: null, cacheBytes: null },
  diskAt: 0,
}

function isDue({ updatedAt, testAskedAt }: KnownEngine, known: Known): boolean {
  if (known.isAsked) return false
  if (known.updatedAt !== updatedAt || known.askedAt < Math.max(testAskedAt, known.doubtedAt)) return true
  return Date.now() >= known.dueAt
}

function toOpenEngine({ id, buildsAtOnce: slots }: KnownEngine): OpenEngine {
  return { id, slots }
}
