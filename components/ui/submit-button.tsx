'use client'

import { LoaderCircle } from 'lucide-react'
import { useFormStatus } from 'react-dom'
import { type ButtonLook, buttonClass } from './button.tsx'

type Props = { look?: ButtonLook; children: React.ReactNode; name?: string; value?: string }

/** Submits its form; cannot be pressed twice while the first answer is on its way. */
export function SubmitButton({ look = 'primary', children, ...props }: Props) {
  const { pending } = useFormStatus()
  return (
    <button type="submit" className={buttonClass(look)} disabled={pending} {...props}>
      {pending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  )
}
