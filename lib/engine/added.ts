/** Added engines as the builder reaches them. Only the builder opens their keys; no page ever does. */
import { getSealedEngine, type SealedEngine } from '#db/queries/engines.ts'
import { systemViewer } from '#lib/access.ts'
import { purposes } from '#lib/secrets/purposes.ts'
import { open, seal } from '#lib/secrets/seal.ts'
import { type EngineAddress, environmentAddress } from './address.ts'

/** A client key as it is kept in the row of its engine; without one, nothing. */
export function sealClientKey(key: string): (row: number) => string {
  return (row) => key && seal(key, purposes.clientKey, [row])
}

/** The key was sealed with another SLIPWAY_SECRET, or the engine is gone; the message is a sentence for people. */
export class EngineUnusable extends Error {
  override name = 'EngineUnusable'
}

/** Where the engine of a build is; null for the one of the environment. Throws EngineUnusable. */
export function engineAddress(id: number | null): EngineAddress {
  if (id === null) return environmentAddress()
  const engine = getSealedEngine(systemViewer, id)
  if (!engine) throw new EngineUnusable('The engine is not there any more.')
  return addressOf(engine)
}

/** Where an added engine is. Throws EngineUnusable. */
export function addressOf(engine: SealedEngine): EngineAddress {
  const { kind, address, caCertificate: ca, clientCertificate: certificate } = engine
  if (kind === 'builder') return { kind, name: address }
  if (!ca && !certificate) return { kind, host: address, certificates: null }
  return { kind, host: address, certificates: { ca, certificate, key: openKey(engine) } }
}

/** The client key of an engine, empty where it has none. Throws EngineUnusable. */
export function openKey({ id, sealedClientKey }: Pick<SealedEngine, 'id' | 'sealedClientKey'>): string {
  if (sealedClientKey === '') return ''
  try {
    return open(sealedClientKey, purposes.clientKey, [id])
  } catch {
    throw new EngineUnusable(
      'Its client key cannot be opened: it was sealed with another SLIPWAY_SECRET. Give it again.',
    )
  }
}
