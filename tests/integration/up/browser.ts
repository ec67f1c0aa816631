/** A browser without JavaScript and the application behind it, as far as signing in needs them. */
import { createHash, randomBytes } from 'node:crypto'
import { type Env, webUrl } from './run.ts'

/** What a browser and the application do together, with a cookie jar and without JavaScript. */
export function newBrowser(env: Env) {
  const issuer = env.SLIPWAY_OIDC_ISSUER
  const cookies = new Map<string, string>()
  const verifier = randomBytes(32).toString('base64url')
  const redirect = `${webUrl}/api/auth/callback/oidc`
  const secret = Buffer.from(`slipway:${env.SLIPWAY_OIDC_CLIENT_SECRET}`).toString('base64')
  return { authorize, signIn, tokens, refresh, userinfo }

  async function visit(
    address: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; to: string }> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = form && { method: 'POST', body: new URLSearchParams(form) }
    const response = await fetch(address, { ...body, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    return { status: response.status, to: new URL(response.headers.get('location') ?? '', issuer).href }
  }

  /** Asks to be signed in. `code` where nobody had to do anything, else `form`. */
  async function authorize() {
    const query = new URLSearchParams({
      ...{
        client_id: 'slipway',
        response_type: 'code',
        redirect_uri: redirect,
        scope: 'openid profile email groups',
      },
      ...{
        code_challenge_method: 'S256',
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      },
    })
    const { to } = await visit(`${issuer}/auth?${query}`)
    return { code: new URL(to).searchParams.get('code') ?? '', form: to }
  }

  async function signIn(username: string, password: string) {
    const { form } = await authorize()
    const answer = await visit(form, { username, password })
    const { to } = answer.status === 303 ? await visit(answer.to) : answer
    return { status: answer.status, code: new URL(to).searchParams.get('code') ?? '' }
  }

  function tokens(code: string) {
    return ask('/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    })
  }

  async function refresh(token: string) {
    return decode((await ask('/token', { grant_type: 'refresh_token', refresh_token: token })).id_token)
  }

  async function userinfo(token: string): Promise<object> {
    return (await fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${token}` } })).json()
  }

  async function ask(where: string, form: Record<string, string>) {
    const headers = { authorization: `Basic ${secret}` }
    const response = await fetch(`${issuer}${where}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers,
    })
    return (await response.json()) as { id_token: string; access_token: string; refresh_token: string }
  }
}

/** The claims of a token. */
export function decode(token: string): object {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}
