/** By which column a list is sorted. In addresses `name` is ascending, `-name` descending. */
export type Sort<Column extends string> = { column: Column; isDescending: boolean }

/** The order that an address asks for, or null for anything that is none. */
export function readSort<Column extends string>(
  text: string,
  columns: readonly Column[],
): Sort<Column> | null {
  const isDescending = text.startsWith('-')
  const column = columns.find((each) => each === text.slice(isDescending ? 1 : 0))
  return column === undefined ? null : { column, isDescending }
}

export function writeSort(sort: Sort<string> | null): string {
  return sort ? `${sort.isDescending ? '-' : ''}${sort.column}` : ''
}

/** What one more click on a column does: ascending, descending, none. */
export function nextSort<Column extends string>(
  current: Sort<Column> | null,
  column: Column,
): Sort<Column> | null {
  if (current?.column !== column) return { column, isDescending: false }
  return current.isDescending ? null : { column, isDescending: true }
}
