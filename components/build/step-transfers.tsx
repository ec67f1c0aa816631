import type { Transfer } from '#lib/builds/step.ts'
import { formatBytes } from '../bytes.ts'

/** What a step moves: how much of all of it, and each layer on demand. */
export function StepTransfers({ transfers, isOpen }: { transfers: readonly Transfer[]; isOpen: boolean }) {
  if (transfers.length === 0) return null
  const done = transfers.filter((transfer) => transfer.isDone).length
  const current = transfers.reduce((sum, transfer) => sum + transfer.current, 0)
  return (
    <details open={isOpen} className="text-muted">
      <summary className="w-fit rounded-sm hover:text-ink">
        {done} of {transfers.length} {transfers.length === 1 ? 'transfer' : 'transfers'} done
        {current > 0 && `, ${formatBytes(current)}`}
      </summary>
      <ul className="mt-1 grid gap-1">
        {transfers.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} />
        ))}
      </ul>
    </details>
  )
}

function TransferRow({ transfer: { id, current, total, isDone } }: { transfer: Transfer }) {
  const known = total > 0
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 sm:grid-cols-[14rem_minmax(0,12rem)_auto]">
      <span className="truncate font-mono text-xs" title={id}>
        {id}
      </span>
      <progress
        aria-label={id}
        max={known ? total : 1}
        value={known || isDone ? (isDone ? total || 1 : current) : undefined}
        className="transfer max-sm:col-span-2 max-sm:row-start-2"
      />
      <span className="text-right text-xs tabular-nums sm:text-left">
        {known ? `${formatBytes(current)} of ${formatBytes(total)}` : current > 0 && formatBytes(current)}
      </span>
    </li>
  )
}
