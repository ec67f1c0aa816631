/** Where people sign in: at the given provider, else at ours. */
import type { House } from './house.ts'
import type { Person } from './provider/people.ts'
import { clientId } from './provider/settings.ts'
import { startSignInProvider, stopSignInProvider } from './sign-in-provider.ts'

export type Provider = {
  env: Record<string, string>
  /** The sample people and their file; none at a provider that is not ours. */
  people: Person[]
  peopleFile: string | undefined
  stop: () => Promise<void>
}

/** SLIPWAY_OIDC_ISSUER with its client as it is; else our provider. */
export async function chooseProvider(
  house: House,
  webUrl: string,
  say: (detail: string) => void,
): Promise<Provider> {
  const { SLIPWAY_OIDC_ISSUER: given, SLIPWAY_OIDC_CLIENT_ID, SLIPWAY_OIDC_CLIENT_SECRET } = process.env
  if (given) {
    say(given)
    const client = { id: SLIPWAY_OIDC_CLIENT_ID ?? clientId, secret: SLIPWAY_OIDC_CLIENT_SECRET ?? '' }
    return { env: environment(given, client), people: [], peopleFile: undefined, stop: async () => {} }
  }
  const { issuer, clientSecret, people, peopleFile } = await startSignInProvider(house, webUrl)
  say(issuer)
  const groups = new Set(people.flatMap((person) => person.groups))
  const known = process.env.SLIPWAY_GROUPS || [...groups].join(',')
  const env = { ...environment(issuer, { id: clientId, secret: clientSecret }), SLIPWAY_GROUPS: known }
  return { env, people, peopleFile, stop: () => stopSignInProvider(house) }
}

function environment(issuer: string, { id, secret }: { id: string; secret: string }) {
  return { SLIPWAY_OIDC_ISSUER: issuer, SLIPWAY_OIDC_CLIENT_ID: id, SLIPWAY_OIDC_CLIENT_SECRET: secret }
}
