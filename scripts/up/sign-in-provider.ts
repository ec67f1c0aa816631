/** The local sign-in provider: its process, its address, its people. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { House } from './house.ts'
import { portFor } from './ports.ts'
import { startProcess, stopProcess, waitUntilReady } from './processes.ts'
import { readKeys } from './provider/keys.ts'
import { type Person, readPeople } from './provider/people.ts'

export type SignInProvider = { issuer: string; clientSecret: string; people: Person[]; peopleFile: string }

/** Starts the provider for the application at `webUrl`. */
export async function startSignInProvider(house: House, webUrl: string): Promise<SignInProvider> {
  await stopSignInProvider(house)
  const folder = house.place('provider')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const peopleFile = path.join(folder, 'people.json')
  const people = readPeople(peopleFile)
  const { clientSecret } = readKeys(path.join(folder, 'keys.json'))
  const port = await portFor(house, 'provider')
  const issuer = `http://127.0.0.1:${port}`
  const program = path.join(import.meta.dirname, 'provider', 'main.ts')
  const child = startProcess(house, {
    name: 'provider',
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', program, folder, String(port), webUrl],
    env: { ...process.env, SLIPWAY_PARENT: String(process.pid), SLIPWAY_PROVIDER_ID: house.id },
  })
  await waitUntilReady(child, () => answers(issuer))
  return { issuer, clientSecret, people, peopleFile }
}

/** Stops the provider. Sessions stay in its file. */
export async function stopSignInProvider(house: House): Promise<void> {
  await stopProcess(house, 'provider')
}

function answers(issuer: string): Promise<boolean> {
  const asked = fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(2_000) })
  return asked.then((response) => response.ok).catch(() => false)
}
