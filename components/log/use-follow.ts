import { useCallback, useRef, useState } from 'react'

/**
 * Whether the reader is at the end of the log. The list grows upwards from its end (`flex-direction:
 * column-reverse`), so the browser itself stays at the end while the reader is there, even without JavaScript.
 */
export function useFollow(lastLine: number) {
  const scroller = useRef<HTMLElement>(null)
  const [leftAt, setLeftAt] = useState<number | null>(null)

  const onScroll = useCallback(() => {
    const isAtEnd = Math.abs(scroller.current?.scrollTop ?? 0) < 12
    setLeftAt((before) => (isAtEnd ? null : (before ?? lastLine)))
  }, [lastLine])

  const toEnd = useCallback(() => scroller.current?.scrollTo({ top: 0 }), [])
  const toStart = useCallback(() => {
    const box = scroller.current
    box?.scrollTo({ top: -box.scrollHeight })
  }, [])

  return { scroller, onScroll, toEnd, toStart, unseen: leftAt === null ? 0 : lastLine - leftAt }
}
