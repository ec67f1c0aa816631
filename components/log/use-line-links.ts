import { type RefObject, useEffect } from 'react'

/**
 * A line’s number links to its place in the whole log, which lasts. On this page a click marks the line where it is; an
 * address that names a line which is not here leads there.
 */
export function useLineLinks(lines: RefObject<HTMLElement | null>, path: string) {
  useEffect(() => {
    const [, line] = /^#L(\d+)$/.exec(location.hash) ?? []
    if (line && !document.getElementById(`L${line}`)) location.replace(`${path}?line=${line}#L${line}`)
  }, [path])

  useEffect(() => {
    const box = lines.current
    box?.addEventListener('click', markHere)
    return () => box?.removeEventListener('click', markHere)
  }, [lines])
}

function markHere(event: MouseEvent): void {
  const link = event.target instanceof Element && event.target.closest('a[href*="#L"]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  location.hash = link.getAttribute('href')?.split('#').at(-1) ?? ''
}
