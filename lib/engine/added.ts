/** Added engines as the builder reaches them. Only the builder opens their keys; no page ever does. */
import { getSealedEngine, type SealedEngine } from '#db/queries/engines.ts'
import { systemViewer } from '#lib/access.ts'
import { open } from '#lib/secrets/seal.ts'
import { type EngineAddress, environmentAddress } from './address.ts'

export const clientKeyPurpose = 'engine client key'

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
  const { kind, address, caCertificate: ca, clientCertificate: certificate, sealedClientKey } = engine
  if (kind === 'builder') return { kind, name: address }
  if (!ca && !certificate) return { kind, host: address, certificates: null }
  return { kind, host: address, certificates: { ca, certificate, key: openKey(sealedClientKey) } }
}

function openKey(sealed: string): string {
  if (sealed === '') return ''
  try {
    return open(sealed, clientKeyPurpose)
  } catch {
    throw new EngineUnusable(
      'Its client key cannot be opened: it was sealed with another SLIPWAY_SECRET. Give it again.',
    )
  }
}
