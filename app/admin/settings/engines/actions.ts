'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deleteEngine, setEngineEnabled } from '#db/queries/engine-changes.ts'
import { askForEngineTest } from '#db/queries/engine-tests.ts'
import { canChangeSettings } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { sentEngineSchema } from '#lib/engine/engine-form.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { thingId } from '#lib/form-text.ts'
import { saveChangedEngine, saveNewEngine } from './save-engine.ts'

const root = '/admin/settings/engines'
const gone = 'This engine is not there any more: somebody deleted it.'

/** Adds an engine. */
export async function addEngine(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canChangeSettings, schema: sentEngineSchema }, formData, saveNewEngine)
}

/** Saves an edited engine. */
export async function changeEngine(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canChangeSettings, schema: sentEngineSchema }, formData, saveChangedEngine)
}

/** Asks the builder to look at an engine; its page shows what it says. */
export async function testEngine(_: FormState, formData: FormData): Promise<FormState> {
  const schema = z.object({ engineId: z.literal('environment').or(thingId) })
  return runAction({ may: canChangeSettings, schema }, formData, (viewer, { engineId }) => {
    askForEngineTest(viewer, engineId === 'environment' ? null : engineId)
    redirect(`${root}/${engineId}`)
  })
}

/** Lets an engine take builds again, or no further ones. */
export async function switchEngine(_: FormState, formData: FormData): Promise<FormState> {
  const schema = z.object({ engineId: thingId, to: z.enum(['enabled', 'disabled']) })
  return runAction({ may: canChangeSettings, schema }, formData, async (viewer, { engineId, to }, values) => {
    if (!setEngineEnabled(viewer, engineId, to === 'enabled')) return failed(values, gone)
    await setFlash(
      to === 'enabled'
        ? 'The engine takes builds again.'
        : 'The engine takes no further builds. Those that run there go on.',
    )
    redirect(`${root}/${engineId}`)
  })
}

/** Deletes an engine on which nothing runs. */
export async function removeEngine(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canChangeSettings, schema: z.object({ engineId: thingId }) },
    formData,
    async (viewer, { engineId }, values) => {
      const outcome = deleteEngine(viewer, engineId)
      if (outcome === 'used')
        return failed(values, 'A build runs there since you opened this page. Load it again to see which.')
      await setFlash(outcome === 'gone' ? 'The engine was deleted already.' : 'The engine was deleted.')
      redirect(root)
    },
  )
}
