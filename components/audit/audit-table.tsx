import { auditActions } from '#lib/audit/actions.ts'
import type { AuditEntry } from '#lib/audit/entry.ts'
import { formatAbsolute } from '../moment.ts'
import { Cell, Row, Table } from '../ui/table.tsx'
import { AuditChange } from './audit-change.tsx'

/** Who did what, when and from where; newest first. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <Table caption="Audit trail" columns={['When', 'Who', 'What', 'Change']}>
      {entries.map(({ id, at, actor, actorId, address, action, targetId, target, before, after }) => (
        <Row key={id}>
          <Cell label="When" className="whitespace-nowrap tabular-nums">
            <time dateTime={new Date(at).toISOString()} suppressHydrationWarning>
              {formatAbsolute(at)}
            </time>
            <p className="text-muted">No. {id}</p>
          </Cell>
          <Cell label="Who" className="md:max-w-56">
            <span className={actorId === null ? 'text-muted' : 'wrap-anywhere'}>{actor}</span>
            {actorId !== null && <Numbered id={actorId} />}
            {address && <p className="font-mono text-[0.8125rem] wrap-anywhere text-muted">{address}</p>}
          </Cell>
          <Cell label="What" className="md:max-w-72">
            {auditActions[action]} <span className="font-medium wrap-anywhere">{target}</span>
            {action.startsWith('person.') && targetId !== '0' && <Numbered id={targetId} />}
          </Cell>
          <Cell label="Change" className="md:w-2/5">
            <AuditChange before={before} after={after} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** People choose what they are called; a number is one person for ever. */
function Numbered({ id }: { id: number | string }) {
  return <span className="whitespace-nowrap text-muted tabular-nums"> #{id}</span>
}
