/** Lists as an address asks for them, for tests of what they show. */
import {
  type ListedImage,
  listCatalogue,
  listManagedImages,
  type ManagedImage,
} from '#db/queries/image-list.ts'
import type { ListPage } from '#db/queries/keyset-page.ts'
import type { Viewer } from '#lib/access.ts'
import { catalogueOrders, managedOrders, readImageQuery } from '#lib/images/image-query.ts'

type Address = Record<string, string>

export function catalogue(viewer: Viewer, address: Address = {}): ListPage<ListedImage> {
  return listCatalogue(viewer, readImageQuery(address, catalogueOrders))
}

export function managed(viewer: Viewer, address: Address = {}): ListPage<ManagedImage> {
  return listManagedImages(viewer, readImageQuery(address, managedOrders))
}

export function namesOf({ rows }: ListPage<{ name: string }>): string[] {
  return rows.map(({ name }) => name)
}
