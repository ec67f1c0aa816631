'use client'

import { CircleAlert } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { PackageManager } from '#lib/images/types.ts'
import { controlProps } from '../ui/field.tsx'
import { faultLine, faultLines } from './fault-lines.ts'
import { LineNumbers } from './line-numbers.tsx'
import { useUnderstanding } from './use-understanding.ts'

type Props = {
  name: PackageManager
  label: string
  example: string
  text: string
  /** How the lines were understood when they were sent. */
  understood: string
  errors?: string[]
  allowPipUrls: boolean
}

/** A list of packages, one a line, with line numbers; lines that cannot be used are marked and explained. */
export function PackageField({ name, label, example, text, allowPipUrls, ...sent }: Props) {
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(text)
  const [shown, setShown] = useState(text)
  // What was typed before this page came alive counts too.
  useEffect(() => setTyped(area.current?.value ?? ''), [])
  if (shown !== text) {
    setShown(text)
    setTyped(text)
  }
  const { understood, errors } = useUnderstanding(
    { manager: name, typed, allowPipUrls },
    { text, understood: sent.understood, errors: sent.errors ?? [] },
  )
  const count = countLines(typed)
  const hint = 'One package per line.'
  const followScroll = () => {
    if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-1.5">
      <label htmlFor={name} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex overflow-clip rounded-md border border-edge bg-surface font-mono text-[0.8125rem]/5 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-link has-aria-invalid:border-danger-solid">
        <LineNumbers ref={gutter} count={count} faults={faultLines(errors)} />
        <textarea
          ref={area}
          rows={6}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={example}
          defaultValue={text}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onScroll={followScroll}
          className="field-sizing-content max-h-120 min-h-34 w-full min-w-0 resize-y px-3 py-2 outline-none"
          {...controlProps({ name, hint, errors })}
        />
      </div>
      <p id={`${name}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      {understood && <p className="text-sm text-muted">Understood: {understood}</p>}
      <LineErrors name={name} errors={errors} area={area} />
    </div>
  )
}

type ErrorsProps = { name: string; errors?: readonly string[]; area: RefObject<HTMLTextAreaElement | null> }

function LineErrors({ name, errors, area }: ErrorsProps) {
  if (!errors?.length) return null
  return (
    <ul id={`${name}-errors`} className="grid gap-1 text-sm text-danger">
      {errors.map((error) => (
        <li key={error} className="flex gap-1.5">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <a
            href={`#${name}`}
            className="hover:underline"
            onClick={() => selectLine(area.current, faultLine(error))}
          >
            {error}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Selects a line, so that typing replaces it. */
function selectLine(area: HTMLTextAreaElement | null, line: number | null) {
  if (!area || line === null) return
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
}

function countLines(text: string): number {
  return text.split('\n').length
}
