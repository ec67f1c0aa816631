'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { endSessionUrl } from '#lib/auth/provider.ts'
import { sessionCookie } from '#lib/auth/session.ts'

/** Ends the session here and then at the provider, so that the next sign-in asks again. */
export async function signOut(): Promise<void> {
  const jar = await cookies()
  jar.delete(sessionCookie())
  redirect((await endSessionUrl().catch(() => null)) ?? '/sign-in')
}
