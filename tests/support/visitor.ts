/** A browser without scripts, made of fetch: cookies, redirects, and pages that lead on. */

export type Visit = { status: number; url: string; body: string }

/** One browser for the application at `origin`. */
export function visitor(origin: string) {
  const jar = new Map<string, string>()

  async function load(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form && new URLSearchParams(form)
    const headers = { cookie, ...(form && { origin }) }
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers,
      ...(body && { body }),
    })
    for (const each of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return response
  }

  /** Ends on a page that leads nowhere by itself. */
  async function visit(url: string, form?: Record<string, string>): Promise<Visit> {
    let [response, at] = [await load(url, form), url]
    for (let step = 0; step < 30; step++) {
      const body = await response.text()
      const next =
        response.headers.get('location') ?? /http-equiv="refresh" content="0;url=([^"]+)"/.exec(body)?.[1]
      if (!next) return { status: response.status, url: at, body }
      at = new URL(next.replaceAll('&amp;', '&'), at).href
      response = await load(at)
    }
    throw new Error(`${url} leads on for ever.`)
  }

  /** Presses “Sign in”. */
  async function signIn(callbackUrl = '/'): Promise<Visit> {
    const { body } = await visit(`${origin}/sign-in`)
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(body)?.[1] ?? ''
    return visit(`${origin}/api/auth/signin/oidc`, { csrfToken, callbackUrl })
  }

  return { visit, signIn }
}
