import type { managedOrders } from '#lib/images/image-query.ts'

/** The columns of the list of images and by what each sorts it. */
export const orderLabels: readonly (readonly [label: string, order: (typeof managedOrders)[number]])[] = [
  ['Name', 'name'],
  ['Display Name', 'display-name'],
  ['Type', 'type'],
  ['Description', 'description'],
  ['Groups', 'groups'],
  ['State', 'state'],
  ['Last build', 'last-build'],
]
