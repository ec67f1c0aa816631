import type { ReactNode } from 'react'

/** A titled part of the image forms. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel grid gap-4 p-4 sm:p-6">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
