/** What the list of builds is asked for, and its address. */
import { firstOf, type SearchParams } from '#lib/lists/address.ts'
import { type PageSize, readPageSize, usualPageSize } from '#lib/lists/page-size.ts'
import { type Place, readPlace } from '#lib/lists/place.ts'
import { readSort, type Sort, writeSort } from '#lib/lists/sort.ts'
import { type BuildState, buildStates } from './state.ts'

/** By what builds are sorted. */
export const buildOrders = ['image', 'state', 'requested-by', 'requested'] as const
export type BuildOrder = (typeof buildOrders)[number]

/** `image`: the image name, empty for all. `sort`: null is the newest first. `place`: null is the first page. */
export type BuildQuery = {
  image: string
  state: BuildState | null
  sort: Sort<BuildOrder> | null
  size: PageSize
  place: Place | null
}

/** Reads an address. What it does not know or cannot use counts as not said. */
export function readBuildQuery(params: SearchParams): BuildQuery {
  const said = (name: string) => firstOf(params[name])
  const sort = readSort(said('sort'), buildOrders)
  return {
    image: said('image'),
    state: buildStates.find((state) => state === said('state')) ?? null,
    sort,
    size: readPageSize(said('size')),
    place: readPlace(writeSort(sort), { after: said('after'), before: said('before') }),
  }
}

/** The parameters of the list's address, all but the place. */
export function writeBuildQuery({ image, state, sort, size }: BuildQuery) {
  return {
    image,
    state: state ?? '',
    sort: writeSort(sort),
    size: size === usualPageSize ? '' : String(size),
  }
}
