import Link from 'next/link'

type Props = {
  label: string
  /** Whether the label is seen and not only heard. */
  isShown?: boolean
  here: string
  choices: readonly (readonly [value: string, label: string])[]
  href: (value: string) => string
}

/** One of a few ways to see a list, as links. */
export function Choices({ label, isShown = false, here, choices, href }: Props) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-1 text-sm">
      {isShown && <span className="pr-1 text-muted">{label}</span>}
      {choices.map(([value, text]) => (
        <Link
          key={value}
          prefetch={false}
          href={href(value)}
          aria-current={value === here ? 'true' : undefined}
          className="inline-flex min-h-8 items-center rounded-md px-2.5 font-medium text-muted hover:bg-hover hover:text-ink aria-[current]:bg-accent-surface aria-[current]:text-link pointer-coarse:min-h-11"
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
