'use client'

import type { FormValues } from '#lib/form-state.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { FormMessage } from '../ui/form-message.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FormAction, useActionForm } from '../ui/use-action-form.ts'

/** What is kept of builds and of the engines' caches. */
export function HousekeepingForm({ action, values }: { action: FormAction; values: FormValues }) {
  const { state, form, field, text } = useActionForm(action, values)
  return (
    <form {...form} className="panel grid gap-5 p-4 sm:p-6">
      <FormMessage state={state} />
      <input type="hidden" name="seen" key={text('seen')} defaultValue={text('seen')} />
      <TextField
        {...field('keepBuilds')}
        label="Builds to keep of each image"
        hint="Older ones go with their logs. 0 keeps all. What is published, queued or running stays, and so does a build whose image others run from or build upon."
        inputMode="numeric"
      />
      <Checkbox
        key={text('removesCopies')}
        name="removesCopies"
        label="Remove the registry’s copies of removed builds, too"
        hint="Whoever runs them by reference or digest cannot pull them any more. Otherwise the copies stay in the registry, and Slipway knows nothing of them any more."
        defaultChecked={text('removesCopies') !== ''}
      />
      <TextField
        {...field('cacheGigabytes')}
        label="Build cache of each engine, in GB"
        hint="A cache that has outgrown this is trimmed, what was not used for longest first. 0 lets it grow as the engine allows."
        inputMode="numeric"
      />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </form>
  )
}
