/** Lists of 100,000 images for those who look at them; the anchor is 50 ms, which nobody notices. */
import { db } from '#db/client.ts'
import { listCatalogue, listManagedImages } from '#db/queries/image-list.ts'
import { getUser, saveClaims } from '#db/queries/users.ts'
import type { Viewer } from '#lib/access.ts'
import { catalogueOrders, managedOrders, readImageQuery } from '#lib/images/image-query.ts'
import { openFreshDatabase } from '../support/database.ts'
import { addImages } from '../support/many-images.ts'
import type { Bench, Measure } from './main.ts'
import { median } from './median.ts'

const count = 100_000
const rounds = 15
const unnoticedMs = 50

type People = { ada: Viewer; mia: Viewer; crowd: Viewer }
type Address = Record<string, string>

const catalogue = (viewer: Viewer, address: Address) =>
  listCatalogue(viewer, readImageQuery(address, catalogueOrders))
const managed = (viewer: Viewer, address: Address) =>
  listManagedImages(viewer, readImageQuery(address, managedOrders))

/** `catalogue.*` is what members see, `images.*` the list of those who manage images. */
export const catalogueBenches: Bench[] = [
  bench('catalogue.list', ({ mia }) => catalogue(mia, {})),
  bench('catalogue.search', ({ mia }) => catalogue(mia, { q: 'image-09999' })),
  bench('catalogue.search-dense', ({ mia }) => catalogue(mia, { q: 'about' })),
  bench('catalogue.search-short', ({ mia }) => catalogue(mia, { q: '99' })),
  bench('catalogue.search-nothing', ({ mia }) => catalogue(mia, { q: 'zzz' })),
  bench('catalogue.200-groups', ({ crowd }) => catalogue(crowd, {})),
  bench('images.list', ({ ada }) => managed(ada, {})),
  bench('images.page', ({ ada }) =>
    managed(ada, { sort: '-type', after: nextOf(managed(ada, { sort: '-type' })) }),
  ),
  bench('images.by-groups', ({ ada }) => managed(ada, { sort: 'groups' })),
  bench('images.filtered', ({ ada }) => managed(ada, { type: 'gpu', state: 'ready', q: 'about 3' })),
]

function nextOf({ next }: { next: string | null }): string {
  return next ?? ''
}

function bench(name: string, look: (people: People) => unknown): Bench {
  return { name, needsParts: false, run: () => measure(look) }
}

function measure(look: (people: People) => unknown): Measure {
  const people = prepare()
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    look(people)
    return performance.now() - start
  })
  return { ours: median(times), anchor: unnoticedMs, unit: 'ms', goal: 1 }
}

let prepared: People | undefined

/** One image in a hundred is for one group instead of everyone. */
function prepare(): People {
  if (prepared) return prepared
  openFreshDatabase()
  const groups = Array.from({ length: 200 }, (_, at) => `group-${at}`)
  const people = {
    ada: person('ada', true, []),
    mia: person('mia', false, groups.slice(0, 1)),
    crowd: person('crowd', false, groups),
  }
  addImages(count)
  db().$client.exec(`UPDATE images SET is_global = 0 WHERE id % 100 = 0;
    INSERT INTO image_groups SELECT id, 1 + id / 100 % 200 FROM images WHERE id % 100 = 0`)
  prepared = people
  return people
}

function person(name: string, isAdministrator: boolean, groups: string[]): Viewer {
  const claims = { issuer: 'bench', subject: name, name, email: null, isAdministrator, groups, managed: [] }
  const found = getUser(saveClaims(claims, { sealedRefreshToken: null, isSignIn: true }))
  if (!found) throw new Error(`${name} is not known.`)
  return found.viewer
}
