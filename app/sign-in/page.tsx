import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { callbackPath } from '#lib/auth/callback-path.ts'
import { csrfToken } from '#lib/auth/session.ts'
import { afterCookieTrip, explainSignIn, readCode } from '#lib/auth/sign-in-error.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { config } from '#lib/config.ts'

export const metadata: Metadata = { title: 'Sign in' }

type Query = { callbackUrl?: string | string[]; error?: string | string[] }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { callbackUrl, error } = await searchParams
  const path = callbackPath([callbackUrl].flat()[0], config().SLIPWAY_URL)
  if (await viewer()) redirect(path)
  const { hasMadeTrip, reason } = readCode([error].flat()[0])
  const token = csrfToken(await cookies())
  if (!token && !hasMadeTrip) redirect(cookieTrip(path, reason))
  const sentence = explainSignIn(token ? reason : 'Cookies')
  return (
    <div className="mx-auto grid max-w-md gap-6 pt-8 sm:pt-16">
      <PageHeader
        title="Sign in to Slipway"
        about="The container images of your groups, and how to use them."
      />
      {sentence && (
        <Notice tone="warning" role="alert">
          {sentence}
        </Notice>
      )}
      <form method="post" action="/api/auth/signin/oidc" className="grid gap-3">
        <input type="hidden" name="csrfToken" value={token ?? ''} />
        <input type="hidden" name="callbackUrl" value={path} />
        <Button look="primary">Sign in</Button>
        <p className="text-sm text-muted">
          You go to your sign-in provider at {new URL(config().SLIPWAY_OIDC_ISSUER).host} and come back here.
        </p>
      </form>
    </div>
  )
}

/** next-auth sets the cookie that guards its form only on its own address, which leads back here. */
function cookieTrip(path: string, reason: string | undefined): string {
  return `/api/auth/signin?${new URLSearchParams({ callbackUrl: path, error: afterCookieTrip(reason) })}`
}
