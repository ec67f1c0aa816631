import { headers } from 'next/headers'
import NextAuth from 'next-auth'
import { softened } from '#lib/auth/lead-on.ts'
import { authOptions } from '#lib/auth/options.ts'
import { config } from '#lib/config.ts'
import { nonceHeader } from '#lib/security-headers.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>
}

/** A form's redirect to the provider becomes a page that leads there. */
async function post(request: Request, context: Context): Promise<Response> {
  const nonce = (await headers()).get(nonceHeader) ?? ''
  return softened(await handle(request, context), { nonce, url: config().SLIPWAY_URL })
}

export { handle as GET, post as POST }
