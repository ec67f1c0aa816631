import { type ClipboardEvent, useState } from 'react'
import { takeApart } from '#lib/images/paste.ts'
import { addLines, describeTaken, type Lists } from '#lib/images/paste-lists.ts'
import { type PackageManager, packageManagers } from '#lib/images/types.ts'
import type { Fields } from './field-values.ts'

type Pasted = { notice: readonly string[]; undo: () => void; answer: Fields['errors'] }

/**
 * Takes apart what is pasted into a package list and is none: its own lines go where the cursor is, the others to the
 * end of their lists. What the server took apart is told until something is pasted here.
 */
export function usePaste(fields: Fields) {
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const isCurrent = pasted?.answer === fields.errors

  function onPaste(event: ClipboardEvent<HTMLElement>) {
    const area = event.target
    if (!(area instanceof HTMLTextAreaElement) || !area.form || !isManager(area.name)) return
    const own = area.name
    const taken = takeApart(event.clipboardData.getData('text/plain'), own)
    if (!taken) return
    event.preventDefault()
    const form = area.form
    const before = readLists(form)
    const others = addLines(before, { ...taken, [own]: [] })
    writeLists(form, { ...others, [own]: insertLines(area, taken[own]) })
    const undo = () => {
      writeLists(form, before)
      setPasted(null)
      area.focus()
    }
    setPasted({ notice: describeTaken(taken), undo, answer: fields.errors })
  }

  if (pasted && isCurrent) return { onPaste, notice: pasted.notice, undo: pasted.undo }
  return { onPaste, notice: fields.list('pasted') }
}

function isManager(name: string): name is PackageManager {
  return packageManagers.some((manager) => manager === name)
}

/** The text of a list with lines put where the cursor is, or in the place of what is selected; each stays a line. */
function insertLines({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, lines: readonly string[]) {
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)]
  if (lines.length === 0) return before + after
  const start = before === '' || before.endsWith('\n') ? before : `${before}\n`
  return start + lines.join('\n') + (after === '' || after.startsWith('\n') ? after : `\n${after}`)
}

function readLists(form: HTMLFormElement): Lists {
  const data = new FormData(form)
  const texts = packageManagers.map((manager) => [
    manager,
    String(data.get(manager) ?? '').replaceAll('\r', ''),
  ])
  return Object.fromEntries(texts) as Lists
}

/** The fields keep their own text; the event tells them that it is another one. */
function writeLists(form: HTMLFormElement, lists: Lists) {
  for (const manager of packageManagers) {
    const area = form.elements.namedItem(manager)
    if (!(area instanceof HTMLTextAreaElement) || area.value === lists[manager]) continue
    area.value = lists[manager]
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
