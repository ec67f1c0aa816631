import type { Chain } from '#db/queries/audit-trail.ts'
import { Notice } from '../ui/notice.tsx'

/** Whether every entry fits to the one before it. */
export function ChainNotice({ chain: { count, brokenAt, head } }: { chain: Chain }) {
  const entries = count === 1 ? '1 entry' : `${count.toLocaleString('en')} entries`
  if (brokenAt !== null)
    return (
      <Notice tone="danger" role="alert" title={`The chain is broken at entry ${brokenAt}`}>
        {entries} before it are whole. Somebody wrote into the database past Slipway. Compare it with a backup
        from before.
      </Notice>
    )
  return (
    <Notice tone="success" role="status" title={`The chain is whole: ${entries}`}>
      <p>
        Keep the newest hash outside of Slipway: the trail can then not be cut off or written anew unseen.
      </p>
      <p className="font-mono text-[0.8125rem] wrap-anywhere">{head}</p>
    </Notice>
  )
}
