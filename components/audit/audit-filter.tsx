import Form from 'next/form'
import { auditKinds } from '#lib/audit/actions.ts'
import type { AuditQuery } from '#lib/audit/audit-query.ts'
import { FilterSelect } from '../images/filter-select.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'

type Props = { path: string; query: AuditQuery }

const kinds = {
  image: 'Images',
  build: 'Builds',
  group: 'Groups',
  secret: 'Pull secrets',
  engine: 'Engines',
  setting: 'Settings',
  person: 'People',
}

/** Search and kind: a plain form that makes an address. */
export function AuditFilter({ path, query: { search, kind } }: Props) {
  return (
    <Form
      key={`${search} ${kind}`}
      action={path}
      role="search"
      aria-label="Audit trail"
      className="page-search flex flex-wrap gap-2"
    >
      <input
        type="search"
        name="q"
        defaultValue={search}
        maxLength={200}
        aria-label="Search the audit trail"
        placeholder="Person, thing or address"
        className="control min-w-0 flex-1 sm:max-w-72"
      />
      <FilterSelect
        name="kind"
        label="Kind"
        all="Everything"
        value={kind ?? ''}
        options={auditKinds.map((each) => [each, kinds[each]])}
      />
      <Button>Search</Button>
      {(search || kind) && (
        <ButtonLink href={path} look="quiet">
          Reset
        </ButtonLink>
      )}
    </Form>
  )
}
