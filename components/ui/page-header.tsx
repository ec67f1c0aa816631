import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'

type Crumb = { href: string; label: string }
type Props = { trail?: readonly Crumb[]; title: ReactNode; about?: ReactNode; action?: ReactNode }

/** Where you are: the way back, the page's only `h1`, at most one primary action. */
export function PageHeader({ trail = [], title, about, action }: Props) {
  return (
    <header className="grid gap-2">
      <Breadcrumb trail={trail} />
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h1 className="min-w-0">{title}</h1>
        {action && <div className="flex flex-wrap gap-2">{action}</div>}
      </div>
      {about && <div className="max-w-prose text-muted">{about}</div>}
    </header>
  )
}

function Breadcrumb({ trail }: { trail: readonly Crumb[] }) {
  if (trail.length === 0) return null
  return (
    <nav aria-label="Breadcrumb" className="flex flex-wrap items-center gap-1 text-sm">
      {trail.map(({ href, label }, index) => (
        <Fragment key={href}>
          {index > 0 && <ChevronRight aria-hidden className="size-3.5 text-muted" />}
          <Link prefetch={false} href={href} className="rounded-sm text-muted hover:text-ink hover:underline">
            {label}
          </Link>
        </Fragment>
      ))}
    </nav>
  )
}
