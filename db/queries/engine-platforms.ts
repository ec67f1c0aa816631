import { systemViewer } from '#lib/access.ts'
import { engineReport } from '#lib/builds/engine-report.ts'
import { listEngines } from './engines.ts'
import { getSetting } from './settings.ts'

/** What the engines that take builds run, as the builder reported it; empty while nothing is known of one of them. */
export function enginePlatforms(): string[] {
  const environment = engineReport.safeParse(getSetting('engine')?.value).data
  const added = listEngines(systemViewer).filter((engine) => engine.isEnabled)
  const known = [environment, ...added.map(({ report }) => report)].map((report) => report?.platforms ?? [])
  return known.some((platforms) => platforms.length === 0) ? [] : [...new Set(known.flat())]
}
