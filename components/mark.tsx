/** The mark: a hull with its load on the slipway. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} fill="currentColor">
      <path d="M2 18.6 22 13v2.6L2 21.2z" opacity=".55" />
      <path d="m3.2 11.2 17.4-4.9c-.4 3-1.8 5-4.2 5.7l-8 2.2c-2.5.7-4.4-.4-5.2-3z" />
      <path d="m7.5 4.6 4.2-1.2 1 3.6-4.2 1.2z" />
    </svg>
  )
}
