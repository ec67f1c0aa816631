/** The figures of this installation, as monitoring reads them. */
import { listEngines } from '#db/queries/engines.ts'
import { getFigures, type StateFigures } from '#db/queries/figures.ts'
import { getRetentionReport } from '#db/queries/retention.ts'
import { getSetting } from '#db/queries/settings.ts'
import { systemViewer } from '#lib/access.ts'
import { type EngineReport, engineReport, isEngineReady } from '#lib/builds/engine-report.ts'
import { buildStates } from '#lib/builds/state.ts'
import { countViewers } from '#lib/logs/hub.ts'
import { housekeeping } from '#lib/settings.ts'
import { readDataDisk } from './data-disk.ts'
import type { Metric, Sample } from './metrics.ts'

/** Everything that `/metrics` shows; `now` in ms. */
export function readMetrics(now: number): Metric[] {
  const { states, oldestQueuedAt, logBytes, removedBuilds, images, readyImages } = getFigures()
  const waiting = oldestQueuedAt === null ? 0 : (now - oldestQueuedAt) / 1000
  return [
    gauge('slipway_builds', 'Builds by state.', byState(states, 'count')),
    gauge('slipway_builds_timed', 'Builds that began and ended, by state.', byState(states, 'timed')),
    gauge('slipway_build_seconds_sum', 'Time that these builds took, by state.', bySeconds(states)),
    gauge('slipway_queue_oldest_seconds', 'How long the first build in the queue has waited.', one(waiting)),
    gauge('slipway_log_bytes', 'Bytes of the logs of builds that ended.', one(logBytes)),
    gauge('slipway_builds_removed', 'Builds removed because newer ones are kept.', one(removedBuilds)),
    ...retentionMetrics(),
    gauge('slipway_log_viewers', 'People who follow a log in this process.', one(countViewers())),
    gauge('slipway_images', 'Images.', one(images)),
    gauge('slipway_images_ready', 'Images that can be used.', one(readyImages)),
    ...engineMetrics(now),
    ...diskMetrics(),
    gauge('slipway_web_resident_bytes', 'Memory of this process.', one(process.memoryUsage.rss())),
    gauge('slipway_web_uptime_seconds', 'Age of this process.', one(process.uptime())),
  ]
}

function retentionMetrics(): Metric[] {
  const { keepBuilds, cacheGigabytes } = housekeeping()
  const isHeldUp = Number(getRetentionReport().fault !== null)
  return [
    gauge('slipway_builds_kept', 'Builds that each image keeps; 0: all.', one(keepBuilds)),
    gauge(
      'slipway_retention_held_up',
      'Whether the registry does not give up the copy of a removed build.',
      one(isHeldUp),
    ),
    gauge(
      'slipway_engine_cache_bound_bytes',
      'What the build cache of an engine may take; 0: no bound.',
      one(cacheGigabytes * 1e9),
    ),
  ]
}

function diskMetrics(): Metric[] {
  const { freeBytes, reserveBytes, hasRoom } = readDataDisk()
  return [
    gauge('slipway_disk_free_bytes', 'Free bytes where the data folder is.', one(freeBytes)),
    gauge('slipway_disk_reserve_bytes', 'Below so many no build begins.', one(reserveBytes)),
    gauge('slipway_builds_held_back', 'Whether builds wait for room on the disk.', one(Number(!hasRoom))),
  ]
}

function engineMetrics(now: number): Metric[] {
  const own = {
    name: 'environment',
    report: engineReport.safeParse(getSetting('engine')?.value).data ?? null,
  }
  const engines = [own, ...listEngines(systemViewer)]
  const samples = (figure: (report: EngineReport | null) => number | null) =>
    engines.flatMap(({ name, report }): Sample[] => {
      const value = figure(report)
      return value === null ? [] : [{ labels: { engine: name }, value }]
    })
  return [
    gauge(
      'slipway_engine_up',
      'Whether the engine answered lately.',
      samples((report) => Number(isEngineReady(report, now))),
    ),
    gauge(
      'slipway_engine_image_bytes',
      'Images in the engine.',
      samples((report) => report?.imageBytes ?? null),
    ),
    gauge(
      'slipway_engine_cache_bytes',
      'Build cache in the engine.',
      samples((report) => report?.cacheBytes ?? null),
    ),
    gauge(
      'slipway_engine_cache_trimmed_seconds',
      'When the build cache was trimmed last, in seconds since 1970.',
      samples((report) => (report?.trim ? report.trim.at / 1000 : null)),
    ),
    gauge(
      'slipway_engine_cache_freed_bytes',
      'What was freed then.',
      samples((report) => report?.trim?.freedBytes ?? null),
    ),
  ]
}

function byState(states: readonly StateFigures[], figure: 'count' | 'timed'): Sample[] {
  return buildStates.map((state) => ({
    labels: { state },
    value: states.find((each) => each.state === state)?.[figure] ?? 0,
  }))
}

function bySeconds(states: readonly StateFigures[]): Sample[] {
  return states.map(({ state, durationMs }) => ({ labels: { state }, value: durationMs / 1000 }))
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'gauge', samples }
}

function one(value: number): Sample[] {
  return [{ value }]
}
