import { Badge } from '../ui/badge.tsx'

type Props = { image: { isGlobal: boolean; groupNames: readonly string[] } }

const maxNames = 4

/** Who may use an image: `Global` or its groups. */
export function GroupNames({ image: { isGlobal, groupNames } }: Props) {
  if (isGlobal) return <Badge tone="accent">Global</Badge>
  if (groupNames.length === 0) return <span className="text-muted">No group</span>
  return (
    <>
      {groupNames.slice(0, maxNames).map((group) => (
        <Badge key={group}>
          <span className="max-w-48 truncate">{group}</span>
        </Badge>
      ))}
      {groupNames.length > maxNames && (
        <span className="text-muted" title={groupNames.slice(maxNames).join(', ')}>
          and {groupNames.length - maxNames} more
        </span>
      )}
    </>
  )
}
