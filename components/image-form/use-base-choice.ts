import { useEffect, useRef, useState } from 'react'
import type { KnownBase } from '#lib/images/known-base.ts'
import { optionId } from './base-options.tsx'
import { bringPullSecret } from './bring-pull-secret.ts'
import { useKnownBases } from './use-known-bases.ts'
import { useListbox } from './use-listbox.ts'

/** A field that offers known images while one types, and takes every other text as well. */
export function useBaseChoice() {
  const input = useRef<HTMLInputElement>(null)
  const chosen = useRef('')
  const [isLive, setLive] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const found = useKnownBases(typed)
  const isOpen = typed !== null && found.bases.length > 0
  useEffect(() => setLive(true), [])

  const close = () => setTyped(null)
  // Behind a URL that was chosen stand the others, not itself alone.
  const open = () => {
    const value = input.current?.value ?? ''
    setTyped(value === chosen.current ? '' : value)
  }
  function choose(base: KnownBase | undefined) {
    if (!base || !input.current) return
    input.current.value = base.reference
    chosen.current = base.reference
    setNote(bringPullSecret(input.current.form, base))
    close()
  }
  const count = found.bases.length
  const { active, onKeyDown } = useListbox({
    optionId,
    count,
    isOpen,
    open,
    close,
    choose: (at) => choose(found.bases[at]),
  })
  const onInput = () => {
    setTyped(input.current?.value ?? '')
    setNote('')
  }
  return {
    isLive,
    isOpen,
    found,
    active,
    note,
    choose,
    input: { ref: input, onInput, onKeyDown, onClick: open, onBlur: close },
  }
}
