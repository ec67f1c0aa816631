/** What is worth saying about an engine that administrators added. */
import { type EngineWarning, engineWarnings } from './engine-report.ts'
import { type CertificateFacts, type ShownEngine, stateOf } from './engine-state.ts'

const tones = ['danger', 'warning', 'info']
const soonMs = 30 * 24 * 3_600_000

/** The worst first; none while it is being asked. */
export function shownWarnings(engine: ShownEngine, now: number): EngineWarning[] {
  const warnings = stateOf(engine, now) === 'asked' ? [] : engineWarnings(engine.report, now)
  const expiring = engine.certificates.flatMap((certificate) => expiryWarning(certificate, now))
  const all = [...expiring, ...(isOpen(engine) ? [openWarning] : []), ...warnings]
  return all.toSorted((one, other) => tones.indexOf(one.tone) - tones.indexOf(other.tone))
}

/** Spoken to over the network without TLS. */
function isOpen({ kind, address, certificates }: ShownEngine): boolean {
  return kind === 'docker' && address?.startsWith('tcp://') === true && certificates.length === 0
}

function expiryWarning({ label, validUntil }: CertificateFacts, now: number): EngineWarning[] {
  const day = new Date(validUntil).toISOString().slice(0, 10)
  if (validUntil < now)
    return [{ tone: 'danger', title: `The ${label} expired on ${day}`, text: 'Put a new one in its place.' }]
  if (validUntil - now > soonMs) return []
  return [{ tone: 'warning', title: `The ${label} expires on ${day}`, text: 'Put a new one in its place.' }]
}

const openWarning: EngineWarning = {
  tone: 'warning',
  title: 'Nothing protects the way to this engine',
  text: 'Slipway speaks to it without TLS. Whoever reaches its port has all rights on its machine. Let it listen with TLS and give its certificates here.',
}
