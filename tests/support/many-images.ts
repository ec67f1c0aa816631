/** Many images at once, written as rows. Call `openFreshDatabase` and make a person first. */
import { db } from '#db/client.ts'
import { imageTypes } from '#lib/images/types.ts'

/** Where an image belongs and whether it is ready. */
type Placed = {
  name: string
  isGlobal: boolean
  ownerGroupId?: number | null
  groupIds?: readonly number[]
  source: string
  reference: string | null
}

/** Adds images just so, past all forms. */
export function addPlaced(images: readonly Placed[]): void {
  const insert = db().$client.prepare(`INSERT INTO images
    (name, display_name, description, type, source, reference, is_global, owner_group_id, created_by, created_at, updated_at)
    VALUES (@name, @name, '', @type, @source, @reference, @isGlobal, @ownerGroupId, 1, 0, 0) RETURNING id`)
  const share = db().$client.prepare('INSERT INTO image_groups VALUES (?, ?)')
  db().transaction(() => {
    for (const { isGlobal, ownerGroupId = null, groupIds = [], ...image } of images) {
      const row = { type: 'cpu', ownerGroupId, isGlobal: isGlobal ? 1 : 0, ...image }
      const { id } = insert.get(row) as { id: number }
      for (const group of groupIds) share.run(id, group)
    }
  })
}

/** Adds Global images `image-000001` … with types, descriptions and moments of which many are the same. */
export function addImages(count: number): void {
  const [cpu, gpu, universal] = imageTypes
  db()
    .$client.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
      INSERT INTO images
        (name, display_name, description, type, source, reference, is_global, created_by, created_at, updated_at)
      SELECT printf('image-%06d', i), printf('image-%06d', i), 'About ' || i % 7,
        CASE i % 3 WHEN 0 THEN @cpu WHEN 1 THEN @gpu ELSE @universal END,
        'existing', 'r.example/x:' || i, 1, 1, 0, i / 10 FROM n`,
    )
    .run({ count, cpu, gpu, universal })
}
