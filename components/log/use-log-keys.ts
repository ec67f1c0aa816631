import { useEffect } from 'react'

export type LogKeys = Record<string, () => void>

/** Keys for the log, where no field is being typed in and no other key is held. */
export function useLogKeys(keys: LogKeys) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog')
      const action = keys[event.key]
      if (!action || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [keys])
}
