import { getSetting } from '#db/queries/settings.ts'
import { engineReport } from '#lib/builds/engine-report.ts'

/** What the engine runs, as the builder reported it; empty while nothing is known. */
export function enginePlatforms(): string[] {
  return engineReport.safeParse(getSetting('engine')?.value).data?.platforms ?? []
}
