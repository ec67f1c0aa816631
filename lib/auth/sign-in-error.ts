/** Why someone stands at the sign-in page, in words. Pure. */

const sentences = {
  SessionEnded: 'Your session has ended. Sign in again to go on.',
  ProviderUnreachable:
    'The sign-in provider has not answered for 15 minutes, so we cannot tell whether you may still come in. Try again in a minute; if it stays so, tell whoever runs the provider.',
  ClaimsUnavailable:
    'You signed in, but the sign-in provider did not tell us your groups. Try again in a minute; if it stays so, tell an administrator.',
  GroupsOverflown:
    'You are in so many groups that the sign-in provider left the list out of its answer, so we cannot tell which are yours. Ask an administrator to let the provider send only the groups that are assigned to Slipway.',
  GroupsUnreadable:
    'The sign-in provider sent your groups or roles in a form that Slipway cannot read: it must be a list of names. Ask an administrator to check the claims of the provider.',
  Cookies:
    'Your browser keeps no cookies for this address, and signing in needs one. Allow cookies for it, then try again.',
  OAuthSignin:
    'The sign-in provider could not be reached. Try again in a minute; if it stays so, tell an administrator.',
  OAuthCallback:
    'The sign-in was cancelled, or the sign-in provider refused it. Try again; if it stays so, tell an administrator.',
  Callback:
    'The sign-in could not be finished on our side. Try again; if it stays so, tell an administrator.',
  AccessDenied: 'The sign-in provider does not let you use Slipway. Ask an administrator for access.',
  Configuration:
    'Signing in is not set up correctly. Tell an administrator: the reason is in the log of the server.',
} as const

export type SignInError = keyof typeof sentences

/** The sentence for a code from an address; null where there is no code. */
export function explainSignIn(code: string | undefined): string | null {
  if (!code) return null
  if (Object.hasOwn(sentences, code)) return sentences[code as SignInError]
  return 'The sign-in did not work. Try again; if it stays so, tell an administrator.'
}

/**
 * A visit without next-auth's cookie fetches it first and comes back with this code, the first reason behind a dot;
 * when the cookie is still not there, the browser keeps none.
 */
export function afterCookieTrip(code: string | undefined): string {
  return code ? `Cookies.${code}` : 'Cookies'
}

/** What `afterCookieTrip` wrote, taken apart. */
export function readCode(code: string | undefined): { hasMadeTrip: boolean; reason: string | undefined } {
  const [trip, ...rest] = code?.split('.') ?? []
  const hasMadeTrip = trip === 'Cookies'
  return { hasMadeTrip, reason: (hasMadeTrip ? rest.join('.') : code) || undefined }
}
