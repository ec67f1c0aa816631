/** Whether this installation can do its work, check by check; open to everyone, so it names no host and no fault. */
import { listEngines } from '#db/queries/engines.ts'
import { isDatabaseAnswering } from '#db/queries/health.ts'
import { getSetting } from '#db/queries/settings.ts'
import { systemViewer } from '#lib/access.ts'
import { engineReport, isEngineReady, registryReport, reportLifetimeMs } from '#lib/builds/engine-report.ts'
import { readDataDisk } from './data-disk.ts'

export type Check = { name: string; ok: boolean; detail: string }
/** `ready`: pages can be served. Builds also need the checks that are not ok. */
export type Readiness = { ready: boolean; builds: boolean; checks: Check[] }

export function readReadiness(now: number): Readiness {
  if (!isDatabaseAnswering()) {
    const database = { name: 'database', ok: false, detail: 'It does not answer.' }
    return { ready: false, builds: false, checks: [database] }
  }
  const checks = [{ name: 'database', ok: true, detail: 'It answers.' }, ...buildChecks(now)]
  return { ready: true, builds: checks.every(({ ok }) => ok), checks }
}

function buildChecks(now: number): Check[] {
  const own = engineReport.safeParse(getSetting('engine')?.value).data ?? null
  const reports = [own, ...listEngines(systemViewer).map(({ report }) => report)]
  const isHeard = reports.some((report) => report !== null && now - report.checkedAt <= reportLifetimeMs)
  const isOpen = reports.some((report) => isEngineReady(report, now))
  const registry = registryReport.safeParse(getSetting('registry-check')?.value).data
  const { hasRoom } = readDataDisk()
  return [
    {
      name: 'disk',
      ok: hasRoom,
      detail: hasRoom
        ? 'There is room for builds.'
        : 'Too little is free where the data folder is; builds wait.',
    },
    { name: 'builder', ok: isHeard, detail: isHeard ? 'It reports.' : 'Nothing was heard of it lately.' },
    { name: 'engine', ok: isOpen, detail: isOpen ? 'One answers.' : 'None answers.' },
    {
      name: 'registry',
      ok: registry?.ok === true,
      detail: registry?.ok ? 'It takes pushes.' : 'It did not take a push when it was asked last.',
    },
  ]
}
