'use client'

import type { ShownEngine } from '#lib/builds/engine-state.ts'
import { ButtonLink } from '../ui/button.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

type Props = { engine: Pick<ShownEngine, 'id' | 'path' | 'isEnabled'>; test: FormAction; toggle: FormAction }

/** What can be done with an engine; the one of the environment can only be tested. */
export function EngineActions({ engine: { id, path, isEnabled }, test, toggle }: Props) {
  const tested = useActionForm(test)
  const switched = useActionForm(toggle)
  return (
    <div className="grid gap-3">
      <FormMessage state={tested.state} />
      <FormMessage state={switched.state} />
      <div className="flex flex-wrap gap-2">
        <form {...tested.form}>
          <input type="hidden" name="engineId" value={id ?? 'environment'} />
          <SubmitButton>Test</SubmitButton>
        </form>
        {id !== null && (
          <>
            <ButtonLink href={`${path}/edit`}>Edit</ButtonLink>
            <form {...switched.form}>
              <input type="hidden" name="engineId" value={id} />
              <SubmitButton look="secondary" name="to" value={isEnabled ? 'disabled' : 'enabled'}>
                {isEnabled ? 'Disable' : 'Enable'}
              </SubmitButton>
            </form>
            <ButtonLink href={`${path}/delete`}>Delete</ButtonLink>
          </>
        )}
      </div>
    </div>
  )
}
