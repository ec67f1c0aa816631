/** Asks every engine how it is, each by itself, so that a silent one keeps nobody waiting; knows which take builds. */
import { setTimeout as sleep } from 'node:timers/promises'
import { saveEngineReport } from '#db/queries/engine-tests.ts'
import type { OpenEngine } from '#lib/builds/choose-engine.ts'
import type { EngineReport } from '#lib/builds/engine-report.ts'
import { askEngineState } from './ask-engine.ts'
import { countDisk } from './count-disk.ts'
import { type EngineMemory, isDiskDue, isDue, isOpen, newMemory, remember, rewind } from './engine-memory.ts'
import { type KnownEngine, listKnownEngines } from './known-engines.ts'

const lookEveryMs = 1_000

export type EngineWatch = {
  /** Engines that take builds now. */
  open(): OpenEngine[]
  /** A build failed there: nothing further goes to it before it has answered again. */
  doubt(id: number | null): void
  /** Counts answers, so that whoever waits sees that there is a new one. */
  countAnswers(): number
  /** Resolves when the signal has fired and nobody is asked any more. */
  ended: Promise<void>
}

/** Watches until `signal` fires. What fails is tried again; builds that run do not depend on it. */
export function watchEngines(signal: AbortSignal): EngineWatch {
  const memories = new Map<number | null, EngineMemory>()
  const pending = new Set<Promise<void>>()
  let answers = 0

  return {
    open: () =>
      listKnownEngines()
        .filter((engine) => isOpen(engine, memoryOf(engine.id)))
        .map(({ id, buildsAtOnce: slots }) => ({ id, slots })),
    doubt: (id) => {
      memoryOf(id).doubtedAt = Date.now()
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
      const now = Date.now()
      for (const engine of listKnownEngines()) {
        const memory = memoryOf(engine.id)
        rewind(memory, now)
        if (isDue(engine, memory, now)) keep(ask(engine, memory))
      }
    } catch (error) {
      console.warn('The engines could not be read, trying again:', error)
    }
  }

  async function ask(engine: KnownEngine, memory: EngineMemory): Promise<void> {
    memory.isAsked = true
    try {
      const report = await askEngineState(engine, memory.disk, signal)
      if (signal.aborted) return
      remember(memory, engine, { askedAt: report.checkedAt, isReachable: report.isReachable })
      saveEngineReport(engine, report)
      if (report.isReachable && isDiskDue(memory, Date.now())) keep(count(engine, report))
    } catch (error) {
      remember(memory, engine, { askedAt: Date.now(), isReachable: false })
      console.warn('The state of an engine could not be reported, trying again:', error)
    } finally {
      memory.isAsked = false
      answers += 1
    }
  }

  /** Apart from its state, which would be late otherwise; the figures come with the next report, which is due now. */
  async function count(engine: KnownEngine, report: EngineReport): Promise<void> {
    const memory = memoryOf(engine.id)
    memory.diskAt = Date.now()
    const disk = await countDisk(engine, report, signal).catch(() => null)
    if (disk) Object.assign(memory, { disk: { ...disk, trim: disk.trim ?? memory.disk.trim }, dueAt: 0 })
  }

  function memoryOf(id: number | null): EngineMemory {
    const memory = memories.get(id) ?? newMemory()
    memories.set(id, memory)
    return memory
  }

  function keep(work: Promise<void>): void {
    const kept = work.finally(() => pending.delete(kept))
    pending.add(kept)
  }
}
