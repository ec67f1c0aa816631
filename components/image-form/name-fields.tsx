'use client'

import { useEffect, useRef, useState } from 'react'
import { TextAreaField, TextField } from '../ui/text-field.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'
import { useImageName } from './use-image-name.ts'

/** What the image is called. The image name follows the display name. */
export function NameFields({ fields }: { fields: Fields }) {
  const [displayName, setDisplayName] = useState(fields.text('displayName'))
  const input = useRef<HTMLInputElement>(null)
  // What was typed before this page came alive counts too.
  useEffect(() => setDisplayName(input.current?.value ?? ''), [])
  const sent = { displayName: fields.text('displayName'), imageName: fields.text('imageName') }
  const { imageName, isTaken } = useImageName(displayName, sent)
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...fields.field('displayName')}
          label={labels.displayName}
          hint="Lowercase letters, numbers, hyphen and dot; a letter or number first and last."
          autoCapitalize="off"
          defaultValue={fields.text('displayName')}
          ref={input}
          onInput={(event) => setDisplayName(event.currentTarget.value)}
        />
        <div className="grid content-start gap-1.5 text-sm">
          <span className="font-medium">Image name</span>
          <output htmlFor="displayName" className="min-h-8 py-1.5 font-mono text-[0.8125rem]">
            {imageName || <span className="font-sans text-muted">generated from the display name</span>}
          </output>
          {isTaken && <p className="text-warning">An image with this display name is there already.</p>}
        </div>
      </div>
      <TextAreaField
        {...fields.field('description')}
        label={labels.description}
        isOptional
        hint="What it is for, so that people find it."
        rows={2}
        defaultValue={fields.text('description')}
      />
    </>
  )
}
