'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Notice } from '../ui/notice.tsx'

type Props = { message: string; href?: string }

/** What the last action did. Stays until the person goes on to another page. */
export function FlashNotice({ message, href }: Props) {
  const pathname = usePathname()
  const [shownAt] = useState(pathname)
  const [isLeft, setLeft] = useState(false)
  // A page that follows a long form may stay scrolled, with this behind the bar. Newer browsers answer with a promise,
  // which React would take for a function to call at the end.
  useEffect(() => {
    scrollTo({ top: 0 })
  }, [])
  useEffect(() => {
    if (pathname !== shownAt) setLeft(true)
  }, [pathname, shownAt])
  if (isLeft || pathname !== shownAt) return null
  return (
    <Notice tone="success" role="status">
      <p>
        {message}{' '}
        {href && (
          <Link prefetch={false} href={href} className="link">
            Show
          </Link>
        )}
      </p>
    </Notice>
  )
}
