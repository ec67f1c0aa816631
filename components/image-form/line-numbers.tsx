import type { RefObject } from 'react'

type Props = { ref: RefObject<HTMLDivElement | null>; count: number; faults: readonly number[] }

/** The numbers beside a list, those of lines at fault marked. For the eye only: the faults say their lines. */
export function LineNumbers({ ref, count, faults }: Props) {
  const numbers = Array.from({ length: Math.max(count, 6) }, (_, at) => at + 1)
  return (
    <div
      ref={ref}
      aria-hidden
      className="relative w-10 shrink-0 overflow-hidden border-r border-line bg-sunken select-none"
    >
      <div className="absolute inset-x-0 top-0 pt-2 pb-8 text-right text-muted tabular-nums">
        {numbers.map((line) => (
          <div
            key={line}
            className={`pr-2 ${faults.includes(line) ? 'bg-danger-solid font-semibold text-on-danger' : ''} ${line > count ? 'opacity-0' : ''}`}
          >
            {line}
          </div>
        ))}
      </div>
    </div>
  )
}
