import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { saveReport, saveSetting } from '#db/queries/settings.ts'
import { allow, canChangeSettings, type Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, type FormValues, failed, invalid } from '#lib/form-state.ts'
import { checkPush, type LoginCheck } from '#lib/secrets/check-login.ts'
import { hold, takeHeld } from '#lib/secrets/held.ts'
import { type KeptRegistry, type PushRegistry, pushRegistry, sealPushPassword } from '#lib/settings.ts'
import type { registrySchema } from './schema.ts'

type Input = z.output<typeof registrySchema>

/** Tests a registry by beginning an upload there; saves it unless the person only wanted the test. */
export async function saveRegistrySetting(
  viewer: Viewer,
  input: Input,
  values: FormValues,
): Promise<FormState> {
  allow(canChangeSettings(viewer), 'change settings')
  const { registry, prefix, username, intent, isUnchecked, seen } = input
  const now = pushRegistry()
  const typed = input.password || takeHeld(viewer, input.held)
  const password = username === '' ? '' : (typed ?? storedFor(input, now))
  if (password === null)
    return invalid(values, { password: [`Type the password of “${username}” at ${registry}.`] })
  const kept = typed ? { ...values, held: [hold(viewer, typed)] } : values
  if (intent === 'test' || !isUnchecked) {
    const check = await checkPush({ registry, username, password }, prefix)
    if (intent === 'test') return tell(kept, input, check)
    if (!check.ok) return invalid({ ...kept, couldNotCheck: ['yes'] }, { [check.at]: [check.fault] })
  }
  const sealedPassword = sealPushPassword({ registry, username, password })
  const value: KeptRegistry = { registry, prefix, username, sealedPassword }
  if (!saveSetting(viewer, { key: 'registry', value, seen })) return overtaken(kept)
  if (!isUnchecked)
    saveReport('registry-check', { checkedAt: Date.now(), registry, prefix, username, ok: true, fault: null })
  await setFlash(`Builds that start from now on are pushed to ${registry}/${prefix}.`)
  redirect('/admin/settings')
}

/** A stored password goes nowhere but where it was meant for. */
function storedFor({ registry, username }: Input, now: PushRegistry): string | null {
  const isSame = registry === now.registry && username === now.username && now.password !== ''
  return isSame ? now.password : null
}

/** The test's outcome in words; nothing was saved. */
function tell(values: FormValues, { registry, prefix, username }: Input, check: LoginCheck): FormState {
  if (!check.ok)
    return {
      ...invalid(values, { [check.at]: [check.fault] }),
      values: { ...values, tested: ['failed', check.fault] },
    }
  const as = username ? ` as “${username}”` : ''
  const open = check.isOpen && username ? ' It asks nobody who they are, so the login was not needed.' : ''
  const words = `${registry} answers and lets Slipway push to ${prefix}${as}.${open}`
  return invalid({ ...values, tested: ['worked', words] }, {})
}

function overtaken(values: FormValues): FormState {
  const { registry, prefix, username, updatedAt } = pushRegistry()
  const as = username ? ` as “${username}”` : ''
  const words = `Somebody else changed the registry meanwhile, to ${registry}/${prefix}${as}.`
  return failed({ ...values, seen: [String(updatedAt)] }, `${words} Save again to put yours in its place.`)
}
