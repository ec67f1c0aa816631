import { headers } from 'next/headers'
import NextAuth from 'next-auth'
import { softened } from '#lib/auth/lead-on.ts'
import { authOptions } from '#lib/auth/options.ts'
import { refuse } from '#lib/auth/refuse.ts'
import { config } from '#lib/config.ts'
import { nonceHeader } from '#lib/security-headers.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

/** The rest would end no session, renew one that was ended, or write what anybody sends into the log. */
const used = ['GET signin', 'POST signin/oidc', 'GET callback/oidc', 'GET error']

async function handle(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (!used.includes(`${method} ${nextauth.join('/')}`)) return refuse(404, 'There is nothing here.')
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>
}

/** A form's redirect to the provider becomes a page that leads there. */
async function post(request: Request, context: Context): Promise<Response> {
  const nonce = (await headers()).get(nonceHeader) ?? ''
  return softened(await handle(request, context), { nonce, url: config().SLIPWAY_URL })
}

export { handle as GET, post as POST }
