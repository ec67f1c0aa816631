/** How an engine is, in words for people. */
import { type EngineReport, reportLifetimeMs } from './engine-report.ts'

/** `asked`: the builder looks right now. `unwatched`: no builder is running that could look. */
export type EngineState = 'answers' | 'silent' | 'asked' | 'unwatched'

/** Times in milliseconds since 1970. */
export type CertificateFacts = {
  label: string
  subject: string
  issuer: string
  validUntil: number
}

/** An engine as screens show it; `id` is null for the one of the environment. */
export type ShownEngine = {
  id: number | null
  /** Of its page. */
  path: string
  name: string
  kind: 'environment' | 'docker' | 'builder'
  /** Null where only the environment knows. */
  address: string | null
  isEnabled: boolean
  buildsAtOnce: number
  running: { id: number; number: number; displayName: string }[]
  report: EngineReport | null
  /** When somebody last changed it or wanted it to be looked at; 0 for never. */
  askedAt: number
  certificates: CertificateFacts[]
}

/** How an engine stands now. */
export function stateOf(
  { report, askedAt }: Pick<ShownEngine, 'report' | 'askedAt'>,
  now: number,
): EngineState {
  const isOld = !report || report.checkedAt < askedAt
  if (now - Math.max(report?.checkedAt ?? 0, askedAt) > reportLifetimeMs) return 'unwatched'
  if (isOld) return 'asked'
  return report.isReachable ? 'answers' : 'silent'
}
