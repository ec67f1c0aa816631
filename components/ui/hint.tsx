import { Info } from 'lucide-react'
import { type ReactNode, useId } from 'react'

type Props = { label: string; children: ReactNode }

/** A word with an `i`: pressing it, by whatever means, opens its explanation. Works without JavaScript. */
export function Hint({ label, children }: Props) {
  const id = useId()
  return (
    <span className="relative z-1 inline-flex">
      <button
        type="button"
        popoverTarget={id}
        aria-describedby={id}
        className="inline-flex items-center gap-1 rounded-md border border-line bg-sunken px-1.5 text-xs/5 font-medium whitespace-nowrap text-muted after:absolute hover:text-ink pointer-coarse:after:-inset-x-2 pointer-coarse:after:-inset-y-3 [&_svg]:size-3.5"
      >
        <Info aria-hidden />
        {label}
      </button>
      <span id={id} popover="auto" className="hint">
        {children}
      </span>
    </span>
  )
}
