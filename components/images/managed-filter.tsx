import { ListFilter } from 'lucide-react'
import Form from 'next/form'
import { type ImageQuery, isFiltered, maxSearch, writeImageQuery } from '#lib/images/image-query.ts'
import { imageSources, imageTypes } from '#lib/images/types.ts'
import { filled, listPath } from '#lib/lists/address.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { FilterSelect } from './filter-select.tsx'
import { orderLabels } from './order-labels.ts'

type Props = { path: string; query: ImageQuery; groups: readonly { id: number; name: string }[] }

const states = [
  ['ready', 'Ready'],
  ['not-ready', 'Not ready'],
  ['building', 'Building'],
  ['failed', 'Last build failed'],
  ['cancelled', 'Last build cancelled'],
  ['interrupted', 'Last build interrupted'],
] as const

const sources = { existing: 'Existing image', custom: 'Custom image' }

/** Search, filters and, where there are no heads to press, the order: a plain form that makes an address. */
export function ManagedFilter({ path, query, groups }: Props) {
  const said = writeImageQuery(query)
  const sorts = orderLabels.flatMap(([label, order]) => [
    [order, `${label}, ascending`] as const,
    [`-${order}`, `${label}, descending`] as const,
  ])
  return (
    <Form
      key={filled(said).join()}
      action={path}
      role="search"
      aria-label="Images"
      className="page-search flex flex-wrap items-end gap-2"
    >
      <input
        type="search"
        name="q"
        defaultValue={query.search}
        maxLength={maxSearch}
        aria-label="Search images"
        aria-describedby="search-hint"
        placeholder="Search by name or package"
        className="control min-w-0 flex-1 sm:max-w-72"
      />
      <details
        open={isFiltered({ ...query, search: '' }) || undefined}
        className="filters max-md:order-1 max-md:w-full"
      >
        <summary className="inline-flex min-h-8 items-center gap-1.5 rounded-md text-sm font-medium text-link pointer-coarse:min-h-11">
          <ListFilter aria-hidden className="size-4" />
          Filter and sort
        </summary>
        <div className="flex flex-wrap gap-2 max-md:mt-2 max-md:grid max-md:grid-cols-2">
          <FilterSelect
            name="type"
            label="Type"
            all="All types"
            value={said.type}
            options={imageTypes.map((type) => [type, type])}
          />
          <FilterSelect name="state" label="State" all="All states" value={said.state} options={states} />
          <FilterSelect
            name="group"
            label="Group"
            all="All groups"
            value={said.group}
            options={[['global', 'Global'], ...groups.map(({ id, name }) => [String(id), name] as const)]}
          />
          <FilterSelect
            name="source"
            label="Source"
            all="All sources"
            value={said.source}
            options={imageSources.map((source) => [source, sources[source]])}
          />
          <FilterSelect
            name="kind"
            label="System or group"
            all="System and group"
            value={said.kind}
            options={[
              ['system', 'System'],
              ['group', 'Group'],
            ]}
          />
          <FilterSelect
            name="sort"
            label="Sort by"
            all="Usual order"
            value={said.sort}
            options={sorts}
            className="md:hidden"
          />
        </div>
      </details>
      {said.size && <input type="hidden" name="size" value={said.size} />}
      <Button>Search</Button>
      {isFiltered(query) && (
        <ButtonLink href={listPath(path, { sort: said.sort, size: said.size })} look="quiet">
          Reset
        </ButtonLink>
      )}
      <p id="search-hint" className="w-full text-sm text-muted max-md:order-2">
        Every word counts: in a name, the description, the type or a package that is inside, such as numpy or
        torch=2.3.
      </p>
    </Form>
  )
}
