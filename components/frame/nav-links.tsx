'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { NavItem } from './nav-items.ts'

/** The rooms of the house; the one we are in is marked. */
export function NavLinks({ items, isStacked }: { items: readonly NavItem[]; isStacked?: boolean }) {
  const pathname = usePathname()
  const isHere = ({ href, also = [] }: NavItem) =>
    [href, ...also].some((path) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
  return (
    <ul className={isStacked ? 'grid' : 'flex h-full items-stretch gap-1'}>
      {items.map((item) => (
        <li key={item.href} className="flex">
          <Link
            prefetch={false}
            href={item.href}
            aria-current={isHere(item) ? 'page' : undefined}
            className={isStacked ? stackedLook : barLook}
          >
            {item.label}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const barLook =
  'relative flex items-center rounded-md px-2.5 text-sm font-medium text-muted hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2.5 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:bg-accent'
const stackedLook =
  'flex min-h-11 w-full items-center rounded-md px-2 text-sm font-medium text-ink hover:bg-hover aria-[current]:bg-accent-surface aria-[current]:text-link'
