'use client'

import { controlProps, Field } from '../ui/field.tsx'
import { BaseOptions, listId, optionId } from './base-options.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'
import { useBaseChoice } from './use-base-choice.ts'
import type { KnownBases } from './use-known-bases.ts'

const hint = 'Any image URL; known images are offered while you type.'

/** The base of an image to be built. Every reference will do; known ones are on offer, without JavaScript too. */
export function BaseField({ fields, bases }: { fields: Fields; bases: readonly string[] }) {
  const { isLive, isOpen, found, active, note, choose, input } = useBaseChoice()
  const field = fields.field('base')
  const combobox = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? listId : undefined,
    'aria-activedescendant': active >= 0 ? optionId(active) : undefined,
    ...input,
  } as const
  return (
    <Field {...field} label={labels.base} hint={hint}>
      <div className="relative">
        <input
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="registry.example.com/team/base:1.0"
          className="control font-mono"
          defaultValue={fields.text('base')}
          {...controlProps({ ...field, hint })}
          {...(isLive ? combobox : { list: 'bases' })}
        />
        {isOpen && <BaseOptions found={found} active={active} onChoose={choose} />}
      </div>
      <p role="status" className={isOpen || !note ? 'sr-only' : 'text-sm'}>
        {isOpen ? countWords(found) : note}
      </p>
      <datalist id="bases">
        {bases.map((base) => (
          <option key={base} value={base} />
        ))}
      </datalist>
    </Field>
  )
}

function countWords({ bases, hasMore }: KnownBases): string {
  const images = bases.length === 1 ? '1 known image' : `${bases.length} known images`
  return `${hasMore ? `The first ${images}` : images}. Choose one with the arrow keys, or type any URL.`
}
