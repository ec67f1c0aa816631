import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { insertEngine, updateEngine } from '#db/queries/engine-changes.ts'
import { getSealedEngine, type SealedEngine } from '#db/queries/engines.ts'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { EngineUnusable, openKey, sealClientKey } from '#lib/engine/added.ts'
import { parseKey } from '#lib/engine/certificates.ts'
import {
  changedEngineSchema,
  engineSchema,
  findEngineFaults,
  type sentEngineSchema,
} from '#lib/engine/engine-form.ts'
import { type FormState, type FormValues, failed, invalid, invalidBy } from '#lib/form-state.ts'
import { hold, takeHeld } from '#lib/secrets/held.ts'

type Sent = z.output<typeof sentEngineSchema>

/** Adds an engine; the builder asks it at once. */
export async function saveNewEngine(viewer: Viewer, sent: Sent, values: FormValues): Promise<FormState> {
  allow(canChangeSettings(viewer), 'add engines')
  const { typed, kept } = putAside(viewer, sent, values)
  const { data: input, error } = engineSchema.safeParse(sent)
  if (!input) return invalidBy(kept, error)
  const faults = findEngineFaults(input, typed)
  if (Object.keys(faults).length > 0) return invalid(kept, faults)
  const id = insertEngine(viewer, { ...input, sealedClientKey: sealClientKey(typed) })
  if (id === null) return invalid(kept, { name: [takenName(input.name)] })
  await setFlash(`Engine “${input.name}” was added.`)
  redirect(`/admin/settings/engines/${id}`)
}

/** Saves an edited engine; without a new key the old one stays as long as there is a client certificate. */
export async function saveChangedEngine(viewer: Viewer, sent: Sent, values: FormValues): Promise<FormState> {
  const { typed, kept } = putAside(viewer, sent, values)
  const { data, error } = changedEngineSchema.safeParse(sent)
  if (!data) return invalidBy(kept, error)
  const { engineId: id, seen, ...input } = data
  const known = getSealedEngine(viewer, id)
  if (!known) return failed(kept, gone)
  const stored = input.clientCertificate && known.sealedClientKey
  const key = typed || openStored({ id, sealedClientKey: stored })
  if (key === null)
    return invalid(kept, { clientKey: ['The stored key cannot be opened any more. Give it again.'] })
  const faults = findEngineFaults(input, key)
  if (Object.keys(faults).length > 0) return invalid(kept, faults)
  const sealedClientKey = typed ? sealClientKey(typed)(id) : stored
  const outcome = updateEngine(viewer, { id, seen, ...input, sealedClientKey })
  if (outcome === 'taken') return invalid(kept, { name: [takenName(input.name)] })
  if (outcome === 'gone') return failed(kept, gone)
  if (outcome === 'changed') return overtaken(known, kept)
  await setFlash(`Engine “${input.name}” was saved.`)
  redirect(`/admin/settings/engines/${id}`)
}

/** Tells what somebody else saved meanwhile; the next try goes by that. */
function overtaken({ name, address, buildsAtOnce, updatedAt }: SealedEngine, values: FormValues): FormState {
  const words = `Somebody else changed this engine meanwhile. It is now “${name}”, ${address}, ${buildsAtOnce} builds at once.`
  return failed({ ...values, seen: [String(updatedAt)] }, `${words} Save again to put yours in its place.`)
}

/** The key that was typed now or before, and what may stand in the form in its place. */
function putAside(viewer: Viewer, { clientKey, held }: Sent, values: FormValues) {
  const text = clientKey.replace(/\r\n?/g, '\n').trim()
  const typed = text ? `${text}\n` : (takeHeld(viewer, held) ?? '')
  // What is no key is told, and not kept to be used again.
  const isKey = typed !== '' && typeof parseKey(typed) !== 'string'
  return { typed, kept: { ...values, held: isKey ? [hold(viewer, typed)] : [] } }
}

/** Null where it was sealed with another SLIPWAY_SECRET. */
function openStored(engine: Parameters<typeof openKey>[0]): string | null {
  try {
    return openKey(engine)
  } catch (error) {
    if (error instanceof EngineUnusable) return null
    throw error
  }
}

const gone = 'This engine is not there any more: somebody deleted it.'

function takenName(name: string): string {
  return `There is an engine “${name}” already. Choose another name.`
}
