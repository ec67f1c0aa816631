import Link from 'next/link'
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from 'react'

const looks = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border-edge bg-surface text-ink hover:bg-hover',
  danger: 'border-transparent bg-danger-solid text-on-danger hover:brightness-110',
  quiet: 'border-transparent text-muted hover:bg-hover hover:text-ink',
}

export type ButtonLook = keyof typeof looks

const shape =
  'inline-flex min-h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border px-3 py-1 text-sm font-medium whitespace-nowrap transition-colors select-none disabled:opacity-60 pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0'

/** The classes of a button, for elements that only look like one. */
export function buttonClass(look: ButtonLook = 'secondary'): string {
  return `${shape} ${looks[look]}`
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; children: ReactNode }

export function Button({ look, className = '', ...props }: ButtonProps) {
  return <button type="submit" className={`${buttonClass(look)} ${className}`} {...props} />
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: ButtonLook }

export function ButtonLink({ look, className = '', ...props }: ButtonLinkProps) {
  return <Link prefetch={false} className={`${buttonClass(look)} ${className}`} {...props} />
}
