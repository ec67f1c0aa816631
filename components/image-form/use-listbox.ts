import { type KeyboardEvent, useEffect, useState } from 'react'

type Listbox = {
  optionId: (at: number) => string
  count: number
  isOpen: boolean
  open: () => void
  close: () => void
  choose: (at: number) => void
}

/** The keys of a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). `active`: -1 for none. */
export function useListbox({ optionId, count, isOpen, open, close, choose }: Listbox) {
  const [moved, setActive] = useState(-1)
  const active = isOpen && moved < count ? moved : -1
  // Nothing is chosen in a list that was not seen.
  useEffect(() => {
    if (!isOpen) setActive(-1)
  }, [isOpen])

  useEffect(() => {
    if (active >= 0) document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' })
  }, [active, optionId])

  function onKeyDown(event: KeyboardEvent) {
    const keys: Record<string, (() => void) | undefined> = {
      ArrowDown: () => (isOpen ? setActive((active + 1) % count) : open()),
      ArrowUp: () => (isOpen ? setActive(active <= 0 ? count - 1 : active - 1) : open()),
      Enter: active >= 0 ? () => choose(active) : undefined,
      Escape: isOpen ? close : undefined,
    }
    const act = event.nativeEvent.isComposing ? undefined : keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  return { active, onKeyDown }
}
