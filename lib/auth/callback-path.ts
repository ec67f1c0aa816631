/** Where to go after signing in. Pure. */

/** A page of ours as path and query; `/` for anything else: other origins, the sign-in page itself, interfaces. */
export function callbackPath(value: string | null | undefined, origin: string): string {
  if (!value || !URL.canParse(value, origin)) return '/'
  const url = new URL(value, origin)
  const isOurs = url.origin === new URL(origin).origin && !url.pathname.startsWith('//')
  const isPage = !/^\/(sign-in|api|_next)(\/|$)/.test(url.pathname)
  return isOurs && isPage ? url.pathname + url.search : '/'
}

/** The sign-in page's address that leads back to `path`, with the reason where there is one. */
export function signInPath(path: string, error?: string): string {
  const query = new URLSearchParams(path === '/' ? {} : { callbackUrl: path })
  if (error) query.set('error', error)
  return query.size ? `/sign-in?${query}` : '/sign-in'
}
