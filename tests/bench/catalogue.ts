/** A member's catalogue over many images, against reading the same rows without asking who may see them. */
import { db } from '#db/client.ts'
import { listCatalogue } from '#db/queries/images.ts'
import { saveClaims } from '#db/queries/users.ts'
import { images } from '#db/schema.ts'
import type { Viewer } from '#lib/access.ts'
import { openFreshDatabase } from '../support/database.ts'
import type { Measure } from './main.ts'
import { median } from './median.ts'

const count = 2_000
const rounds = 30

export function catalogueList(): Measure {
  openFreshDatabase()
  const member = fill()
  const ours = time(() => listCatalogue(member))
  const anchor = time(() => db().select().from(images).orderBy(images.displayName).all())
  return { ours, anchor, unit: 'ms', goal: 1.5 }
}

function fill(): Viewer {
  const claims = {
    issuer: 'bench',
    subject: 'mia',
    name: 'Mia',
    email: null,
    isAdministrator: false,
    managed: [],
  }
  const userId = saveClaims({ ...claims, groups: ['vision'] }, { sealedRefreshToken: null, isSignIn: true })
  const now = Date.now()
  db().transaction(() => {
    for (let at = 0; at < count; at++) {
      const name = `image-${String(at).padStart(6, '0')}`
      const about = {
        name,
        displayName: name,
        description: 'A benchmark’s image',
        type: 'cpu',
        source: 'existing',
      } as const
      const rest = {
        reference: `registry.example/${name}:1`,
        isGlobal: true,
        createdBy: userId,
        createdAt: now,
        updatedAt: now,
      }
      db()
        .insert(images)
        .values({ ...about, ...rest })
        .run()
    }
  })
  const groups = [{ id: 1, name: 'vision', role: 'member' as const }]
  return { userId, name: 'Mia', email: null, isAdministrator: false, groups }
}

function time(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return median(times)
}
