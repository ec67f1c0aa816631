'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { type Entered, enterFirstCode } from '#db/queries/first-administrator.ts'
import { canEnterFirstCode } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed, invalid } from '#lib/form-state.ts'
import { lineOfText } from '#lib/form-text.ts'
import { hashFirstCode } from '#lib/secrets/first-code.ts'

const schema = z.object({
  code: lineOfText({ max: 200, empty: 'Enter the code that stands in the log of the web process.' }),
})

const refusals: Record<Exclude<Entered, 'first' | 'wrong'>, string> = {
  'too late': 'Slipway has an administrator by now, so the code is void. Ask them for what you need.',
  expired: 'The code has expired. Start the web process again: its log has a new one then.',
  'too often':
    'You have entered five wrong codes, so this one takes no more from you. Start the web process again: its log has a new one then.',
}

/** Makes whoever enters the code of the log the first administrator. */
export async function becomeAdministrator(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canEnterFirstCode, schema }, formData, async (viewer, { code }, values) => {
    const entered = enterFirstCode(viewer, hashFirstCode(code))
    if (entered === 'wrong')
      return invalid(values, {
        code: ['This is not the code. The newest line in the log counts: each start makes another one.'],
      })
    if (entered !== 'first') return failed(values, refusals[entered])
    await setFlash('You are an administrator of Slipway now.')
    redirect('/admin/setup')
  })
}
