'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 1_000

/** Looks again until the answer is there: by itself, or as a link where there is no JavaScript. */
export function EngineRefresh() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  return (
    <noscript>
      <p>
        <a href="?" className="link">
          Look again
        </a>
      </p>
    </noscript>
  )
}
