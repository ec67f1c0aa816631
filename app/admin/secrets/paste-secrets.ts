import { redirect } from 'next/navigation'
import { z } from 'zod'
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import type { Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, type FormValues, failed, invalid, listOf } from '#lib/form-state.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'
import { hold, takeHeld } from '#lib/secrets/held.ts'
import { readPastedConfig } from '#lib/secrets/pasted-config.ts'
import { sealPassword } from '#lib/secrets/pull-secret.ts'
import { secretName, sharing } from '#lib/secrets/pull-secret-form.ts'
import { type Faults, findGroupFaults, tryLogin } from './check.ts'

/** First `pasted`; then `held`, the `chosen` logins by their place, and a `name-<place>` for each. */
export const pasteSchema = z
  .object({ ...sharing, pasted: z.string().default(''), chosen: listOf(z.string()) })
  .catchall(z.unknown())

type Input = z.output<typeof pasteSchema>
type Chosen = { at: number; name: string; login: RegistryLogin }

/** Shows what stands in a pasted configuration; the second time, adds what was chosen of it. */
export async function addFromPaste(viewer: Viewer, input: Input, values: FormValues): Promise<FormState> {
  const { pasted: _, ...shown } = values
  const text = takeHeld(viewer, input.held)
  if (text === null && input.held) return failed({}, 'That was more than an hour ago. Paste it again.')
  const read = readPastedConfig(text ?? input.pasted)
  if ('fault' in read) return invalid(shown, { pasted: [read.fault] })
  const found = {
    held: [hold(viewer, text ?? input.pasted)],
    found: read.logins.map(({ registry, username }) => `${registry} ${username}`),
    skipped: read.skipped.map(({ host, reason }) => `${host}: ${reason}.`),
  }
  if (text === null) return invalid({ ...shown, ...found, ...suggestions(read.logins) }, {})
  const again = { ...shown, ...found }
  const chosen = read.logins
    .map((login, at) => ({ at, login, name: String(input[`name-${at}`] ?? '') }))
    .filter(({ at }) => input.chosen.includes(String(at)))
  const faults = { ...findGroupFaults(viewer, input.groupIds), ...findFaults(chosen) }
  if (Object.keys(faults).length > 0) return invalid(again, faults)
  const refused = await tryAll(viewer, chosen, input.isUnchecked)
  if (Object.keys(refused).length > 0) return invalid({ ...again, couldNotCheck: ['yes'] }, refused)
  return save(viewer, { chosen, groupIds: input.groupIds }, again)
}

async function save(
  viewer: Viewer,
  { chosen, groupIds }: { chosen: Chosen[]; groupIds: number[] },
  again: FormValues,
): Promise<FormState> {
  const secrets = chosen.map(({ name, login }) => {
    const { registry, username } = login
    return {
      registry,
      username,
      name: secretName.parse(name),
      sealedPassword: sealPassword(login),
      groupIds,
    }
  })
  const taken = insertPullSecrets(viewer, secrets)
  if (taken.length > 0) {
    const atFault = chosen.filter(({ name }) => taken.includes(secretName.parse(name)))
    return invalid(
      again,
      Object.fromEntries(atFault.map(({ at, name }) => [`name-${at}`, [takenName(name)]])),
    )
  }
  const names = secrets.map(({ name }) => `“${name}”`).join(', ')
  await setFlash(
    secrets.length === 1 ? `Pull secret ${names} was added.` : `Pull secrets ${names} were added.`,
  )
  redirect('/admin/secrets')
}

function suggestions(logins: readonly RegistryLogin[]): FormValues {
  const names = logins.map(({ registry, username }, at) => {
    const isOnly = logins.filter((login) => login.registry === registry).length === 1
    return [`name-${at}`, [(isOnly ? registry : `${registry} ${username}`).slice(0, 60)]]
  })
  return { chosen: logins.map((_, at) => String(at)), ...Object.fromEntries(names) }
}

function findFaults(chosen: readonly Chosen[]): Faults {
  if (chosen.length === 0) return { chosen: ['Choose at least one login.'] }
  const faults: Faults = {}
  for (const { at, name } of chosen) {
    const issue = secretName.safeParse(name).error?.issues[0]
    if (issue) faults[`name-${at}`] = [issue.message]
  }
  return faults
}

async function tryAll(viewer: Viewer, chosen: readonly Chosen[], isUnchecked: boolean): Promise<Faults> {
  const refused: Faults = {}
  const tries = chosen.map(async ({ at, login }) => {
    const check = await tryLogin(viewer, login, isUnchecked)
    if (check !== 'not asked' && !check.ok) refused[`name-${at}`] = [check.fault]
  })
  await Promise.all(tries)
  return refused
}

function takenName(name: string): string {
  return `The name “${name}” is taken. Choose another.`
}
