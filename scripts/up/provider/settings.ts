/** How our sign-in provider behaves: one client, code flow with PKCE, no consent screen. */
import { type Client, type Context, interactionPolicy } from 'oidc-provider'
import type { Keys } from './keys.ts'
import { errorPage, signedOutPage, signOutPage } from './pages.ts'
import type { Person } from './people.ts'
import type { createStore } from './store.ts'

type Means = {
  webUrl: string
  /** Tells the cookies of several providers on one host apart. */
  id: string
  keys: Keys
  people: () => Person[]
  store: ReturnType<typeof createStore>
}

export const clientId = 'slipway'
const scope = 'openid profile email groups'
const minute = 60
const day = 24 * 60 * minute

/** The configuration of oidc-provider. */
export function settings({ webUrl, id, keys, people, store }: Means): object {
  const policy = interactionPolicy.base()
  policy.remove('consent')
  return {
    adapter: store,
    clients: [client(webUrl, keys)],
    jwks: { keys: [keys.jwk] },
    cookies: cookies(id, keys),
    interactions: { policy, url: (_: Context, { uid }: { uid: string }) => `/sign-in/${uid}` },
    findAccount: (_: Context, sub: string) => findAccount(people(), sub),
    claims: { openid: ['sub'], profile: ['name'], email: ['email'], groups: ['groups', 'roles'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    loadExistingGrant: grantEverything,
    issueRefreshToken: async (_: Context, to: Client) => to.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    ttl: {
      ...{
        AccessToken: 10 * minute,
        AuthorizationCode: minute,
        IdToken: 10 * minute,
        Interaction: 60 * minute,
      },
      ...{ Grant: 14 * day, RefreshToken: 14 * day, Session: 14 * day },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    },
    renderError: (context: Context, out: Record<string, string>) => show(context, errorPage(out, webUrl)),
  }

  function postLogoutSuccessSource(context: Context) {
    show(context, signedOutPage(webUrl))
  }
}

function client(webUrl: string, keys: Keys) {
  return {
    client_id: clientId,
    client_secret: keys.clientSecret,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${webUrl}/api/auth/callback/oidc`],
    post_logout_redirect_uris: [`${webUrl}/`, `${webUrl}/sign-in`],
  }
}

/** Cookies ignore ports, so the names carry the data folder's sign. */
function cookies(id: string, keys: Keys) {
  const names = {
    session: `provider_${id}`,
    interaction: `provider_step_${id}`,
    resume: `provider_back_${id}`,
  }
  return { keys: keys.cookieKeys, names }
}

function findAccount(people: Person[], sub: string) {
  const person = people.find(({ username }) => username === sub)
  if (!person) return undefined
  const { name, email, groups, roles } = person
  return { accountId: sub, claims: () => ({ sub, name, email, groups, roles }) }
}

/** Slipway is the provider's own application: nobody is asked whether it may know their groups. */
async function grantEverything({ oidc }: Context) {
  const { provider, client: to, session, result } = oidc
  if (!to) return undefined
  const known = result?.consent?.grantId ?? session?.grantIdFor(to.clientId)
  const existing = known && (await provider.Grant.find(known))
  if (existing) return existing
  const grant = new provider.Grant({ clientId: to.clientId, accountId: session?.accountId })
  grant.addOIDCScope(scope)
  await grant.save()
  return grant
}

function logoutSource(context: Context, form: string) {
  show(context, signOutPage(form))
}

function show(context: Context, { html, policy }: { html: string; policy: string }) {
  context.type = 'html'
  context.set('content-security-policy', policy)
  context.body = html
}
