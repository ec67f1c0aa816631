'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { endAllSessions, endSession } from '#db/queries/session-ends.ts'
import { readSession, sessionCookie, sessionSeconds } from '#lib/auth/session.ts'
import { requestAddress } from '#lib/auth/viewer.ts'

/** Ends this session, or (`everywhere`) all of the person's; then the one at the provider. */
export async function signOut(formData: FormData): Promise<void> {
  const jar = await cookies()
  const session = await readSession(jar)
  const address = await requestAddress()
  if (session && formData.has('everywhere')) endAllSessions({ ...session, address })
  else if (session) endSession({ ...session, address }, Date.now() - sessionSeconds * 1000)
  jar.delete(sessionCookie())
  redirect('/api/leave')
}
