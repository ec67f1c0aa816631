import { useEffect, useState } from 'react'
import type { PackageManager } from '#lib/images/types.ts'
import type { Understanding } from '#lib/images/understand.ts'

type List = { manager: PackageManager; typed: string; allowPipUrls: boolean }
type Sent = { text: string } & Understanding

const pauseMs = 500

/**
 * How a list is understood: what the server said of the text that was sent, and from the first change on what its
 * grammar says of what is typed, after a pause in the typing; until then the last word stands.
 */
export function useUnderstanding({ manager, typed, allowPipUrls }: List, sent: Sent): Understanding {
  const [live, setLive] = useState<{ of: string; said: Understanding } | null>(null)
  const isAsSent = typed === sent.text
  useEffect(() => {
    if (isAsSent) return setLive(null)
    let isOver = false
    const timer = setTimeout(async () => {
      const { understandList } = await import('#lib/images/understand.ts')
      if (!isOver) setLive({ of: sent.text, said: understandList(manager, typed, { allowPipUrls }) })
    }, pauseMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [manager, typed, allowPipUrls, isAsSent, sent.text])
  return live?.of === sent.text && !isAsSent ? live.said : sent
}
