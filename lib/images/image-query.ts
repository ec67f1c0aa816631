/** What a list of images is asked for, and its address. */
import { firstOf, type SearchParams } from '#lib/lists/address.ts'
import { type PageSize, readPageSize, usualPageSize } from '#lib/lists/page-size.ts'
import { type Place, readPlace } from '#lib/lists/place.ts'
import { readSort, type Sort, writeSort } from '#lib/lists/sort.ts'
import { stateFilters } from './image-state.ts'
import { imageSources, imageTypes } from './types.ts'

/** `system`: made by administrators. `group`: made by a group's managers. */
export const imageKinds = ['system', 'group'] as const

/** By what those who manage images sort them. */
export const managedOrders = [
  'name',
  'display-name',
  'type',
  'description',
  'groups',
  'state',
  'last-build',
] as const

/** By what the catalogue is sorted. */
export const catalogueOrders = ['display-name', 'updated'] as const

export type ImageOrder = (typeof managedOrders)[number] | (typeof catalogueOrders)[number]

export type ImageFilters = {
  type: (typeof imageTypes)[number] | null
  state: (typeof stateFilters)[number] | null
  source: (typeof imageSources)[number] | null
  kind: (typeof imageKinds)[number] | null
  /** Global, or the id of one group. */
  group: 'global' | number | null
}

/** `sort`: null is by display name. `place`: null is the first page. */
export type ImageQuery<Order extends ImageOrder = ImageOrder> = ImageFilters & {
  search: string
  sort: Sort<Order> | null
  size: PageSize
  place: Place | null
}

/** Longer than anything that people look for. */
export const maxSearch = 200

/** Reads an address. What it does not know or cannot use counts as not said. */
export function readImageQuery<Order extends ImageOrder>(
  params: SearchParams,
  orders: readonly Order[],
): ImageQuery<Order> {
  const said = (name: string) => firstOf(params[name])
  const sort = readSort(said('sort'), orders)
  return {
    search: [...said('q')].slice(0, maxSearch).join(''),
    type: oneOf(imageTypes, said('type')),
    state: oneOf(stateFilters, said('state')),
    source: oneOf(imageSources, said('source')),
    kind: oneOf(imageKinds, said('kind')),
    group: readGroup(said('group')),
    sort,
    size: readPageSize(said('size')),
    place: readPlace(writeSort(sort), { after: said('after'), before: said('before') }),
  }
}

/** The parameters of a list's address, all but the place. */
export function writeImageQuery({ search, type, state, source, kind, group, sort, size }: ImageQuery) {
  return {
    q: search,
    type: type ?? '',
    state: state ?? '',
    group: String(group ?? ''),
    source: source ?? '',
    kind: kind ?? '',
    sort: writeSort(sort),
    size: size === usualPageSize ? '' : String(size),
  }
}

/** Whether a list leaves something out. */
export function isFiltered({ search, type, state, source, kind, group }: ImageQuery): boolean {
  return search !== '' || [type, state, source, kind, group].some((filter) => filter !== null)
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string): Choice | null {
  return choices.find((each) => each === text) ?? null
}

function readGroup(text: string): ImageFilters['group'] {
  if (text === 'global') return text
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
