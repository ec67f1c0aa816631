/** The first step of the checklist: something that builds. */
import { type EngineReport, engineWarnings, isEngineReady } from './engine-report.ts'
import type { SetupStep } from './setup.ts'

/** An engine; the environment's is the first. */
export type SetupEngine = { name: string; isEnabled: boolean; report: EngineReport | null }

const mend = { href: '/admin/settings/engines', label: 'Look at the engines' }

/** Done as soon as one engine takes builds; others that do not are told. */
export function engineStep({ engines, now }: { engines: readonly SetupEngine[]; now: number }): SetupStep {
  const used = engines.filter((engine) => engine.isEnabled)
  const ready = used.filter(({ report }) => isEngineReady(report, now))
  const silent = used.filter((engine) => !ready.includes(engine))
  const [first] = ready
  if (!first?.report) {
    const worst = engineWarnings(engines[0]?.report ?? null, now)[0]
    return { name: 'Engine', state: 'broken', found: worst ? `${worst.title}. ${worst.text}` : '', mend }
  }
  const who = used.length === 1 ? describe(first.report) : countWords(ready.length, used.length)
  const slots = ready.reduce((sum, { report }) => sum + (report?.buildsAtOnce ?? 0), 0)
  const verb = ready.length === 1 ? 'answers and takes' : 'answer and take'
  const found = `${who} ${verb} ${slots === 1 ? 'one build' : `${slots} builds`} at once.`
  if (silent.length === 0) return { name: 'Engine', state: 'done', found, mend: null }
  const names = silent.map(({ name }) => `“${name}”`).join(', ')
  const words = silent.length === 1 ? `${names} does not answer.` : `${names} do not answer.`
  return { name: 'Engine', state: 'done', found: `${found} ${words}`, mend }
}

function describe({ engineVersion, driver }: EngineReport): string {
  return engineVersion ? `Docker ${engineVersion}` : `A ${driver ?? 'buildx'} builder`
}

function countWords(ready: number, used: number): string {
  return ready === used ? `${ready} engines` : `${ready} of ${used} engines`
}
