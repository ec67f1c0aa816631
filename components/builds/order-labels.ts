import type { BuildOrder } from '#lib/builds/build-query.ts'

/** The columns of the list of builds by which it is sorted. */
export const buildOrderLabels: readonly (readonly [label: string, order: BuildOrder])[] = [
  ['Build', 'image'],
  ['State', 'state'],
  ['Requested by', 'requested-by'],
  ['Requested', 'requested'],
]
