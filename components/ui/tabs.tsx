import Link from 'next/link'

export type Tab = { href: string; label: string }

/** The pages of one room, as links; `here` is the address of the one that is shown. */
export function Tabs({ label, tabs, here }: { label: string; tabs: readonly Tab[]; here: string }) {
  return (
    <nav aria-label={label} className="border-b border-line">
      <ul className="-mb-px flex flex-wrap gap-x-1">
        {tabs.map((tab) => (
          <li key={tab.href} className="flex">
            <Link
              prefetch={false}
              href={tab.href}
              aria-current={tab.href === here ? 'page' : undefined}
              className="inline-flex min-h-9 items-center rounded-t-md border-b-2 border-transparent px-3 text-sm font-medium text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink pointer-coarse:min-h-11"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
