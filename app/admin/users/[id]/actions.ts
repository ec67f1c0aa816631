'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { appointAdministrator } from '#db/queries/administrators.ts'
import { getUserDetail } from '#db/queries/user-list.ts'
import { canAppointAdministrators } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { thingId } from '#lib/form-text.ts'

const schema = z.object({
  userId: thingId,
  to: z.enum(['administrator', 'none'], 'Press one of the buttons.'),
})

const last = 'Nobody else is an administrator, so this was not taken back. Make another person one first.'

/** Makes somebody an administrator by hand, or takes that back. */
export async function changeAdministrator(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canAppointAdministrators, schema },
    formData,
    async (viewer, { userId, to }, values) => {
      const isAdministrator = to === 'administrator'
      const outcome = appointAdministrator(viewer, { userId, isAdministrator })
      if (outcome === 'gone') return failed(values, 'This person is not there any more.')
      if (outcome === 'last') return failed(values, last)
      const name = getUserDetail(viewer, userId)?.name
      await setFlash(
        `${name} is ${isAdministrator ? 'an administrator now' : 'no administrator by hand any more'}.`,
      )
      redirect(userId === viewer.userId && !isAdministrator ? '/' : `/admin/users/${userId}`)
    },
  )
}
