/** How people sign in: next-auth with the one OpenID Connect provider of the configuration. */
import type { NextAuthOptions, TokenSet } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { config } from '#lib/config.ts'
import { callbackPath, signInPath } from './callback-path.ts'
import type { ClaimsFault, Profile } from './claims.ts'
import { authCookies } from './cookies.ts'
import { logSignInFault } from './log-sign-in-fault.ts'
import { discoveryUrl, fetchProfile, WrongIssuer } from './provider.ts'
import { recordClaims } from './record-claims.ts'
import { newSession, sessionSeconds } from './session.ts'
import type { SignInError } from './sign-in-error.ts'
import { tellRefusal } from './tell-refusal.ts'
import { requestAddress } from './viewer.ts'

declare module 'next-auth' {
  /** Who has just come from the provider: our user id, or the reason why not. */
  interface User {
    refusal?: SignInError
  }
}

/** next-auth reads its own address from NEXTAUTH_URL only, so that is set here. */
export function authOptions(): NextAuthOptions {
  const { SLIPWAY_URL, SLIPWAY_SECRET } = config()
  process.env.NEXTAUTH_URL = SLIPWAY_URL
  return {
    secret: SLIPWAY_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    cookies: authCookies(),
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    providers: [provider()],
    logger: { error: logSignInFault, warn: () => {}, debug: () => {} },
    callbacks: {
      signIn: ({ user }) => (user.refusal ? SLIPWAY_URL + signInPath('/', user.refusal) : true),
      jwt: ({ token, user }) => (user ? newSession(user.id) : token),
      redirect: ({ url }) => SLIPWAY_URL + callbackPath(url, SLIPWAY_URL),
    },
  }
}

function provider(): OAuthConfig<Profile> {
  const { SLIPWAY_OIDC_CLIENT_ID, SLIPWAY_OIDC_CLIENT_SECRET, SLIPWAY_OIDC_SCOPE } = config()
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: discoveryUrl(),
    clientId: SLIPWAY_OIDC_CLIENT_ID,
    clientSecret: SLIPWAY_OIDC_CLIENT_SECRET,
    authorization: { params: { scope: SLIPWAY_OIDC_SCOPE } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 5000 },
    profile: admit,
  }
}

/** Writes down who came in. Never throws: next-auth would send the person back without a word. */
async function admit(idTokenClaims: Profile, tokens: TokenSet) {
  const address = await requestAddress()
  try {
    const profile = await fetchProfile(idTokenClaims, tokens.access_token ?? '')
    const refreshToken = tokens.refresh_token ?? null
    const recorded = recordClaims(profile, { refreshToken, isSignIn: true, address })
    if ('userId' in recorded) return { id: String(recorded.userId) }
    return refuse(idTokenClaims, refusalFor(recorded), address)
  } catch (error) {
    console.error('A sign-in could not be recorded:', error)
    const refusal = error instanceof WrongIssuer ? 'Configuration' : 'ClaimsUnavailable'
    return refuse(idTokenClaims, refusal, address)
  }
}

function refuse(idTokenClaims: Profile, refusal: SignInError, address: string) {
  tellRefusal(idTokenClaims, refusal, address)
  return { id: 'nobody', refusal }
}

function refusalFor({ fault }: ClaimsFault): SignInError {
  return fault === 'overflown' ? 'GroupsOverflown' : 'GroupsUnreadable'
}
