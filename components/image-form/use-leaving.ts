import { type RefObject, useEffect, useRef, useState } from 'react'

/**
 * Notices when a link leads away from a form in which something was changed, and raises the dialog instead; for a tab
 * that is closed or loaded again the browser asks in its own words. `place` goes onto an element in the form.
 */
export function useLeaving(dialog: RefObject<HTMLDialogElement | null>) {
  const place = useRef<HTMLDivElement>(null)
  const [target, setTarget] = useState<string | null>(null)
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    // As the server sent it: what was typed before this page came alive is a change.
    const start = contentOf(form, true)
    const isChanged = () => contentOf(form, false) !== start
    const onClick = (event: MouseEvent) => {
      const link = leadingAway(event)
      if (!link || !isChanged()) return
      event.preventDefault()
      event.stopPropagation()
      setTarget(link)
      dialog.current?.showModal()
    }
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isChanged()) event.preventDefault()
    }
    // In the capture phase, before the router's own links see it.
    document.addEventListener('click', onClick, true)
    window.addEventListener('beforeunload', onUnload)
    return () => {
      document.removeEventListener('click', onClick, true)
      window.removeEventListener('beforeunload', onUnload)
    }
  }, [dialog])
  const stay = () => {
    dialog.current?.close()
    setTarget(null)
  }
  return { place, target, stay }
}

/** What a form would send, as text to compare; or what it would have sent when it came. */
function contentOf(form: HTMLFormElement, asItCame: boolean): string {
  const fields = [...form.querySelectorAll<Control>('input[name], textarea[name], select[name]')]
  // React's own fields change by themselves.
  const own = fields.filter(({ name }) => !name.startsWith('$'))
  return JSON.stringify(own.map((field) => [field.name, stateOf(field, asItCame)]))
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function stateOf(field: Control, asItCame: boolean): string | number | boolean {
  if (field instanceof HTMLSelectElement) {
    const first = Math.max(
      0,
      [...field.options].findIndex((option) => option.defaultSelected),
    )
    return asItCame ? first : field.selectedIndex
  }
  if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type))
    return asItCame ? field.defaultChecked : field.checked
  return asItCame ? field.defaultValue : field.value
}

/** Where a click leads to on this site, but not in another tab or on the same page; null for all others. */
function leadingAway(event: MouseEvent): string | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return null
  const { origin, pathname, search, target } = link
  const isHere = pathname === location.pathname && search === location.search
  if (origin !== location.origin || isHere || target === '_blank') return null
  return pathname + search + link.hash
}
