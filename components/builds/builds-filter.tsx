import Form from 'next/form'
import { type BuildQuery, writeBuildQuery } from '#lib/builds/build-query.ts'
import { buildStates } from '#lib/builds/state.ts'
import { filled, listPath } from '#lib/lists/address.ts'
import { FilterSelect } from '../images/filter-select.tsx'
import { statusLooks } from '../status.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { buildOrderLabels } from './order-labels.ts'

/** Which builds and, where there are no heads to press, in which order: a plain form that makes an address. */
export function BuildsFilter({ path, query }: { path: string; query: BuildQuery }) {
  const { image, state, sort, size } = writeBuildQuery(query)
  const orders = buildOrderLabels.flatMap(([label, order]) => [
    [order, `${label}, ascending`] as const,
    [`-${order}`, `${label}, descending`] as const,
  ])
  return (
    <Form
      key={filled({ image, state, sort, size }).join()}
      action={path}
      role="search"
      aria-label="Builds"
      className="flex flex-wrap items-end gap-2 max-md:grid max-md:grid-cols-2"
    >
      <FilterSelect
        name="state"
        label="State"
        all="All states"
        value={state}
        options={buildStates.map((each) => [each, statusLooks[each].word])}
      />
      <FilterSelect
        name="sort"
        label="Sort by"
        all="Newest first"
        value={sort}
        options={orders}
        className="md:hidden"
      />
      {image && <input type="hidden" name="image" value={image} />}
      {size && <input type="hidden" name="size" value={size} />}
      <Button>Show</Button>
      {state && (
        <ButtonLink href={listPath(path, { image, sort, size })} look="quiet">
          Reset
        </ButtonLink>
      )}
    </Form>
  )
}
