import Form from 'next/form'
import { type catalogueOrders, type ImageQuery, maxSearch, writeImageQuery } from '#lib/images/image-query.ts'
import { imageTypes } from '#lib/images/types.ts'
import { filled, listPath } from '#lib/lists/address.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'

type Props = { query: ImageQuery<(typeof catalogueOrders)[number]> }

const kinds = [
  ['', 'System and group'],
  ['system', 'System'],
  ['group', 'Group'],
] as const

const sorts = [
  ['', 'Name'],
  ['-display-name', 'Name, from Z'],
  ['-updated', 'Updated last'],
  ['updated', 'Updated first'],
] as const

/** Search, filters and order, all in the address. */
export function CatalogueFilter({ query }: Props) {
  const said = writeImageQuery(query)
  const address = (change: Partial<typeof said>) => listPath('/', { ...said, ...change })
  const types = ['', ...imageTypes].map((type) => [type, type || 'All types'] as const)
  return (
    <div className="page-search grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Form
          action="/"
          role="search"
          aria-label="Search the catalogue"
          className="flex w-full gap-2 sm:w-auto"
        >
          <input
            type="search"
            name="q"
            key={query.search}
            defaultValue={query.search}
            maxLength={maxSearch}
            aria-label="Search by name or package"
            aria-describedby="search-hint"
            placeholder="Search by name or package"
            className="control sm:w-72"
          />
          {filled({ ...said, q: '' }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button>Search</Button>
        </Form>
        <Choices label="Type" here={said.type} choices={types} href={(type) => address({ type })} />
        <Choices
          label="System or group"
          here={said.kind}
          choices={kinds}
          href={(kind) => address({ kind })}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p id="search-hint" className="text-sm text-muted">
          Every word counts, packages too: numpy, or torch=2.3.
        </p>
        <Choices
          label="Sort by"
          isShown
          here={said.sort}
          choices={sorts}
          href={(sort) => address({ sort })}
        />
      </div>
    </div>
  )
}
