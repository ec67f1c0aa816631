import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { fingerprint, updatePullSecret } from '#db/queries/pull-secret-changes.ts'
import { getSharedPullSecret, type SharedPullSecret } from '#db/queries/pull-secrets.ts'
import type { Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, type FormValues, failed, invalid } from '#lib/form-state.ts'
import { hold, takeHeld } from '#lib/secrets/held.ts'
import { openPullSecret, sealPassword } from '#lib/secrets/pull-secret.ts'
import type { changedSecretSchema } from '#lib/secrets/pull-secret-form.ts'
import { describeCheck, type Faults, findGroupFaults, tryLogin } from './check.ts'

type Input = z.output<typeof changedSecretSchema>

/** Saves what was changed of a pull secret, once the registry takes a changed login. */
export async function saveChanges(viewer: Viewer, input: Input, values: FormValues): Promise<FormState> {
  const { secretId, name, registry, username, groupIds, isUnchecked, seen } = input
  const known = getSharedPullSecret(viewer, secretId)
  if (!known) return failed(values, 'This pull secret is not there any more: somebody deleted it.')
  if (fingerprint(known) !== seen) return overtaken(known, values)
  const typed = input.password || takeHeld(viewer, input.held)
  const isMoved = registry !== known.registry || username !== known.username
  const faults: Faults = findGroupFaults(viewer, groupIds)
  // A stored password goes nowhere but where it was meant for.
  if (isMoved && !typed)
    faults.password = [
      `Type the password: the stored one is for ${known.username} at ${known.registry} only.`,
    ]
  if (Object.keys(faults).length > 0) return invalid(values, faults)
  const password = typed ?? openPullSecret(viewer, secretId)?.password ?? ''
  const isSame = !isMoved && !typed
  const kept = typed ? { ...values, held: [hold(viewer, typed)] } : values
  const check = await tryLogin(viewer, { registry, username, password }, isUnchecked || isSame)
  if (check !== 'not asked' && !check.ok)
    return invalid({ ...kept, couldNotCheck: ['yes'] }, { [check.at]: [check.fault] })
  const sealed = typed
    ? { sealedPassword: sealPassword({ registry, username, password: typed })(secretId) }
    : {}
  const change = { id: secretId, seen, name, registry, username, groupIds, ...sealed }
  const outcome = updatePullSecret(viewer, change)
  if (outcome === 'taken')
    return invalid(kept, { name: [`There is a pull secret “${name}” already. Choose another name.`] })
  if (outcome !== 'saved')
    return failed(kept, 'Somebody else changed this pull secret just now. Load the page again.')
  await setFlash(`Pull secret “${name}” was saved.${isSame ? '' : ` ${describeCheck(check, registry)}`}`)
  redirect('/admin/secrets')
}

/** Tells what somebody else saved meanwhile; the next try goes by that. */
function overtaken(known: Omit<SharedPullSecret, 'imageCount'>, values: FormValues): FormState {
  const { name, registry, username, groups } = known
  const shared = groups.map((group) => group.name).join(', ') || 'administrators only'
  const now = `“${name}”, ${username} at ${registry}, usable by ${shared}`
  return failed(
    { ...values, seen: [fingerprint(known)] },
    `Somebody else changed this pull secret meanwhile. It is now ${now}. Save again to put yours in its place.`,
  )
}
