import { headers } from 'next/headers'
import { leadOn } from '#lib/auth/lead-on.ts'
import { endSessionUrl } from '#lib/auth/provider.ts'
import { config } from '#lib/config.ts'
import { nonceHeader } from '#lib/security-headers.ts'

/** Where signing out leads: the provider ends its own session, too, so that the next sign-in asks again. */
export async function GET(): Promise<Response> {
  const nonce = (await headers()).get(nonceHeader) ?? ''
  const target = await endSessionUrl().catch(() => null)
  return target ? leadOn(target, { nonce }) : Response.redirect(`${config().SLIPWAY_URL}/sign-in`, 302)
}
